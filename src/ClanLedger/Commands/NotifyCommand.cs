using ClanLedger.Commands.Rendering;
using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Notifying;
using ClanLedger.Notifying.Delivering;
using ClanLedger.Notifying.Digesting;
using ClanLedger.Notifying.Rendering;
using JasperFx.CommandLine;
using Marten;
using Npgsql;

namespace ClanLedger.Commands;

/// <summary>What to do with the routes to Discord.</summary>
public enum NotifyAction
{
    /// <summary>Show how they are doing.</summary>
    status,

    /// <summary>Send a sample digest.</summary>
    test,

    /// <summary>Show the digests of the last run.</summary>
    preview,
}

/// <summary>Arguments of <c>notify</c>.</summary>
public sealed class NotifyInput
{
    /// <summary>What to do.</summary>
    [Description("status, test or preview")]
    public NotifyAction Action { get; set; } = NotifyAction.status;

    /// <summary>One route.</summary>
    [Description("Only this route (default: all)")]
    public string? RouteFlag { get; set; }

    /// <summary>JSON on stdout.</summary>
    [Description("Print JSON; preview: exactly what is posted")]
    public bool JsonFlag { get; set; }
}

/// <summary>The routes to Discord.</summary>
[Description("Digests on Discord: how the routes are doing, a sample to each of them, the last run's again", Name = "notify")]
[Example("notify status", "what was delivered, what waits and why, which routes are disabled")]
[Example("notify test --route officers", "post a sample digest now; a route that takes it is enabled again")]
[Example("notify preview --json", "what the last run's digests look like to Discord; nothing is posted")]
public sealed class NotifyCommand : LedgerCommand<NotifyInput>
{
    /// <summary>Declares the ways to call it.</summary>
    public NotifyCommand()
    {
        Usage("Show how the routes are doing").Arguments();
        Usage("Show how the routes are doing, test them, or preview the last digests").Arguments(x => x.Action);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(NotifyInput input, IServiceProvider services, CancellationToken ct)
    {
        var settings = services.GetRequiredService<Settings>();
        var routes = Routes(settings.Discord, input.RouteFlag);
        var database = services.GetRequiredService<NpgsqlDataSource>();
        switch (input.Action)
        {
            case NotifyAction.test:
                return await TestAsync(routes, services, input.JsonFlag, ct);
            case NotifyAction.preview:
                NotifyView.ShowDigests(await PreviewAsync(routes, database, services.GetRequiredService<IDocumentStore>(), ct), input.JsonFlag);
                return ExitCode.Done;
            default:
                NotifyView.ShowStatus(await RouteStatus.ReadAsync(database, settings.Discord with { Routes = routes }, ct), input.JsonFlag);
                return ExitCode.Done;
        }
    }

    private static IReadOnlyList<DiscordRoute> Routes(DiscordSettings settings, string? only)
    {
        if (settings.Routes.Count == 0)
            throw new UserErrorException("No route to Discord is configured: set Discord__WebhookUrl, or Discord__Routes__NAME__WebhookUrl for several");
        if (only is null)
            return settings.Routes;
        return settings.Routes.Where(r => r.Name.Equals(only, StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } found
            ? found
            : throw new UserErrorException($"No route '{only}': allowed is {string.Join(", ", settings.Routes.Select(r => r.Name))}");
    }

    private static async Task<IReadOnlyList<(string Route, IReadOnlyList<WebhookMessage> Messages)>> PreviewAsync(
        IReadOnlyList<DiscordRoute> routes, NpgsqlDataSource database, IDocumentStore store, CancellationToken ct)
    {
        var report = await Report.FindAsync(database, null, ct) ?? throw new UserErrorException("There was no run yet: say `sync`");
        var facts = await RunFactsReader.ReadAsync(store, database, report, ct);
        return [.. routes.Select(r => (r.Name, Digest.For(r, facts, [])?.ToMessages(r.Style) ?? []))];
    }

    private static async Task<int> TestAsync(IReadOnlyList<DiscordRoute> routes, IServiceProvider services, bool json, CancellationToken ct)
    {
        var (settings, time) = (services.GetRequiredService<Settings>(), services.GetRequiredService<TimeProvider>());
        var discord = services.GetRequiredService<DiscordClient>();
        var outcomes = new List<(string Route, string? Trouble)>();
        foreach (var route in routes)
        {
            var sample = SampleRun.For(route, settings.Ledger.Today(time), time.GetUtcNow()).ToMessages(route.Style, sample: true);
            var trouble = (string?)null;
            for (var i = 0; i < sample.Count && trouble is null; i++)
                trouble = await discord.TroubleAsync(route, sample[i].ToJson(), ct);
            if (trouble is null)
                await ClosedRoutes.OpenAsync(services.GetRequiredService<NpgsqlDataSource>(), route, ct);
            outcomes.Add((route.Name, trouble));
        }

        NotifyView.ShowTest(outcomes, json);
        var failed = outcomes.Count(o => o.Trouble is not null);
        return failed == 0 ? ExitCode.Done : failed == outcomes.Count ? ExitCode.NothingDone : ExitCode.PartlyDone;
    }
}
