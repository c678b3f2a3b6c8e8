using ClanLedger.Commands.Rendering;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Notifying.Delivering;
using ClanLedger.Running;
using JasperFx.CommandLine;
using Npgsql;

namespace ClanLedger.Commands;

/// <summary>Arguments of <c>sync</c>.</summary>
public sealed class SyncInput
{
    private readonly List<string> _clans = [];

    /// <summary>The ledger's day.</summary>
    [Description("The ledger's day, such as 2026-01-31 (default: today in Ledger__TimeZone)")]
    public string? EffectiveDateFlag { get; set; }

    /// <summary>Clans to look at; may be repeated.</summary>
    [Description("Only these tracked clans (default: all)")]
    public IEnumerable<string> ClanFlag
    {
        get => _clans;
        set => _clans.AddRange(value);
    }

    /// <summary>One JSON object on stdout.</summary>
    [Description("Print one JSON object on stdout")]
    public bool JsonFlag { get; set; }
}

/// <summary>One run now, to the end: what cron, systemd, Fargate or Lambda call.</summary>
[Description("Read the rosters now, record what changed, and exit: 0 all clans, 2 some failed, 1 nothing applied", Name = "sync")]
[Example("sync", "all tracked clans, as of today")]
[Example("sync --clan 881267 --json", "one clan, for a script")]
[Example("sync --effective-date 2026-01-31", "recorded under that day, which may not lie before the last one in the ledger")]
public sealed class SyncCommand : LedgerCommand<SyncInput>
{
    /// <inheritdoc/>
    protected override bool NeedsMessaging => true;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(SyncInput input, IServiceProvider services, CancellationToken ct)
    {
        var day = Parse.Day("--effective-date", input.EffectiveDateFlag);
        var clans = input.ClanFlag.Select(Parse.ClanId).ToArray();
        var progress = services.GetRequiredService<SyncProgress>();
        await using var scope = services.CreateAsyncScope();
        var run = scope.ServiceProvider.GetRequiredService<SyncRun>();
        var result = await ProgressView.ShowAsync(progress, run.RunAsync(day, clans, ct));

        if (input.JsonFlag)
            Console.WriteLine(SyncJson.Of(result));
        else
            SyncView.Show(result);
        try
        {
            await ReportAsync(services, result.RunId, ct);
        }
        catch (Exception e) when (e is OperationCanceledException or NpgsqlException)
        {
            await Console.Error.WriteLineAsync("clanledger: stopped waiting for Discord; the run is in the ledger. `serve`, or the next `sync`, goes on with its digest.");
        }

        return result.Completed.Status switch
        {
            RunStatus.Complete => ExitCode.Done,
            RunStatus.Partial => ExitCode.PartlyDone,
            _ => ExitCode.NothingDone,
        };
    }

    /// <summary>The digest goes out before the process does, unless Discord is in no state to take it.</summary>
    private static async Task ReportAsync(IServiceProvider services, Guid runId, CancellationToken ct)
    {
        if (services.GetRequiredService<Settings>().Discord.Routes.Count == 0)
            return;
        var state = await DeliveryWait.ForAsync(services.GetRequiredService<NpgsqlDataSource>(), runId, services.GetRequiredService<TimeProvider>(), ct);
        foreach (var (route, why) in state.PutOff.Concat(state.Pending.Select(route => (route, "it takes long"))))
            await Console.Error.WriteLineAsync($"clanledger: the digest for {route} is still in the queue: {why}. `serve`, or the next `sync`, goes on with it.");
    }
}
