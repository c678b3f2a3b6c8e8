using ClanLedger.Running;
using ClanLedger.Simulator;

namespace ClanLedger.Tests.Harness;

/// <summary>A few clans with a founder each, a bungie.net that serves them, and a ledger that tracks them. Days pass by hand.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private Scene(SimulatedBungie bungie, TestLedger ledger, IReadOnlyList<SimulatedClan> clans) =>
        (Bungie, Ledger, Clans) = (bungie, ledger, clans);

    public SimulatedBungie Bungie { get; }

    public World World => Bungie.World;

    public TestLedger Ledger { get; }

    public IReadOnlyList<SimulatedClan> Clans { get; }

    public static async Task<Scene> StartAsync(
        LedgerServer server, int clans = 2, SimulatorOptions? options = null, params (string Key, string Value)[] settings)
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        var added = Enumerable.Range(1, clans).Select(i => world.AddClan($"Clan {i}", $"C{i}")).ToArray();
        foreach (var clan in added)
            world.Join(clan, $"Founder of {clan.Name}");
        var bungie = await SimulatedBungie.StartAsync(world, options);
        var ledger = await TestLedger.StartAsync(server, bungie.BaseUrl, settings);
        await ledger.TrackAsync(added.Select(c => c.ClanId));
        return new Scene(bungie, ledger, added);
    }

    /// <summary>A run over all clans, on the world's day.</summary>
    public Task<SyncResult> SyncAsync() => Ledger.SyncAsync(World.Day);

    /// <summary>A run over all clans, a day later.</summary>
    public Task<SyncResult> SyncNextDayAsync()
    {
        World.LiveOneDay();
        return SyncAsync();
    }

    /// <summary>Names of the member events that a run appended, member by member in order.</summary>
    public Task<IReadOnlyList<string>> EventsAsync(SyncResult run) => Ledger.TextsAsync(
        $"select type from ledger.mt_events where causation_id = 'run/{run.RunId}' and stream_id like 'member/%' order by stream_id, version");

    /// <summary>Names of the events that a run appended to one member.</summary>
    public Task<IReadOnlyList<string>> EventsAsync(SyncResult run, Person person) => Ledger.TextsAsync(
        $"select type from ledger.mt_events where causation_id = 'run/{run.RunId}' and stream_id = 'member/{person.MembershipId}' order by version");

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await Bungie.DisposeAsync();
    }
}
