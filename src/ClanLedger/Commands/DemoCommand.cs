using ClanLedger.Commands.Rendering;
using ClanLedger.Demonstrating;
using ClanLedger.Hosting;
using ClanLedger.Judging;
using ClanLedger.Notifying.Delivering;
using ClanLedger.Running;
using ClanLedger.Serving;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Directing;
using ClanLedger.Simulator.Discord;
using ClanLedger.Tracking;
using JasperFx.CommandLine;
using Marten;
using Npgsql;
using Spectre.Console;

namespace ClanLedger.Commands;

/// <summary>Arguments of <c>demo</c>.</summary>
public sealed class DemoInput
{
    /// <summary>What goes wrong.</summary>
    [Description("Let something go wrong: the name of a scene; list names them")]
    public string? SceneFlag { get; set; }

    /// <summary>The scene that was chosen; null for none.</summary>
    /// <exception cref="UserErrorException">There is none of that name.</exception>
    internal Scene? Scene() => SceneFlag is not { } name ? null : Scenes.All.GetValueOrDefault(name)
        ?? throw new UserErrorException($"demo: '{name}' is no scene; allowed are {string.Join(", ", Scenes.All.Keys)}");
}

/// <summary>The whole thing on a simulated bungie.net.</summary>
[Description("Two weeks of two simulated clans, from bungie.net to the ledger; nothing to configure, nothing left behind", Name = "demo")]
[Example("demo", "takes less than a minute and needs only PostgreSQL's programs on the machine")]
[Example("demo --scene half-roster", "the same days, but bungie.net loses half of a clan on one of them")]
public sealed class DemoCommand : LedgerCommand<DemoInput>
{
    private const int PastDay = 5;

    /// <summary>Days whose digests are shown: the protagonist leaves, and returns.</summary>
    private static readonly int[] ToldDays = [4, 9];

    private const int MostLines = 5;

    /// <inheritdoc/>
    protected override bool NeedsMessaging => true;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(DemoInput input, IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        var store = services.GetRequiredService<IDocumentStore>();
        var bungie = services.GetRequiredService<SimulatedBungie>();
        var (world, scene) = (bungie.World, input.Scene());
        var firstDay = world.Day;
        AnsiConsole.MarkupLine("[bold]ClanLedger[/] on a simulated bungie.net: two clans, fourteen days, everyone invented.");
        AnsiConsole.MarkupLine(scene is null ? "" : $"[yellow]{scene.Name}[/]: {Markup.Escape(scene.Description)}\n");
        await services.GetRequiredService<ClanTracking>().AddAsync([.. world.Clans.Select(c => c.ClanId)], "The Fleet", ct);
        var lastRun = await LiveAsync(services, bungie, scene, ct);
        if (scene is not null)
        {
            SnapshotsView.ShowDecided(await HeldSnapshot.ListAsync(database, all: true, ct));
            TruthView.Show(world, await PresentMembers.ReadAsync(database, ct));
            return ExitCode.Done;
        }

        var protagonist = world.Protagonist!;
        AnsiConsole.MarkupLine($"\n[bold]One member's history[/], as [italic]clanledger timeline \"{Markup.Escape(protagonist.DisplayName)}\"[/] tells it:");
        var member = (await MemberLookup.FindAsync(database, protagonist.MembershipId.ToString(), ct))[0];
        await TimelineView.ShowAsync(database, member, await Timeline.ReadAsync(store, member.MembershipId, ct), all: false, why: false, ct);

        var day = firstDay.AddDays(PastDay - 1);
        var clanId = world.Clans.First().ClanId.ToString();
        AnsiConsole.MarkupLine($"\n[bold]Any past day[/], as [italic]clanledger roster {clanId} --as-of {day:yyyy-MM-dd}[/] tells it, beside today:");
        RosterComparison.Show(
            await RosterReader.ReadAsync(database, clanId, day, ct), await RosterReader.ReadAsync(database, clanId, null, ct));
        await ShowDigestsAsync(services, lastRun, ct);
        ShowNext();
        return ExitCode.Done;
    }

    private static async Task<Guid> LiveAsync(IServiceProvider services, SimulatedBungie bungie, Scene? scene, CancellationToken ct)
    {
        var (database, world) = (services.GetRequiredService<NpgsqlDataSource>(), bungie.World);
        var clans = await ClanNamesById.ReadAsync(database, ct);
        var sequence = 0L;
        var last = Guid.Empty;
        for (var number = 1; number <= DemoSurroundings.Days; number++)
        {
            scene?.Direct(bungie, number);
            await using var scope = services.CreateAsyncScope();
            var run = await ProgressView.ShowAsync(
                services.GetRequiredService<SyncProgress>(), scope.ServiceProvider.GetRequiredService<SyncRun>().RunAsync(world.Day, [], ct));
            (var changes, sequence) = await RunChanges.AfterAsync(services.GetRequiredService<IDocumentStore>(), database, sequence, ct);
            DayView.Show(number, run, changes, clans);
            last = run.RunId;
            if (number < DemoSurroundings.Days)
                world.LiveOneDay();
        }

        return last;
    }

    private static async Task ShowDigestsAsync(IServiceProvider services, Guid lastRun, CancellationToken ct)
    {
        await DeliveryWait.ForAsync(services.GetRequiredService<NpgsqlDataSource>(), lastRun, services.GetRequiredService<TimeProvider>(), ct);
        var received = services.GetRequiredService<SimulatedDiscord>().Received.Where(m => m.Webhook == DemoSurroundings.Officers).ToArray();
        AnsiConsole.MarkupLine($"\n[bold]Discord[/] was told after each run: {received.Length} digests. Those of days {string.Join(" and ", ToldDays)}, shortened:");
        foreach (var day in ToldDays.Where(day => day <= received.Length))
            DigestView.Show(received[day - 1].Payload, MostLines);
    }

    private static void ShowNext()
    {
        AnsiConsole.MarkupLine("\n[bold]Next, with your own clan:[/]");
        AnsiConsole.WriteLine("  1. Get an API key at https://www.bungie.net/en/Application and say  export Bungie__ApiKey=...");
        AnsiConsole.WriteLine("  2. clanledger clans add ID      ID is the number in your clan's address on bungie.net");
        AnsiConsole.WriteLine("  3. clanledger sync              today's baseline; once a day from then on, from cron or a timer");
        AnsiConsole.WriteLine("  The ledger goes to a PostgreSQL of its own, or to the one you name in ConnectionStrings__Ledger.");
    }
}
