using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Syncing;

public sealed class RepeatedSnapshotTests(LedgerServer server)
{
    private const string EventsButOfRuns = "select count(*) from ledger.mt_events where stream_id not like 'run/%'";

    private static readonly string[] OfMembers = ["t_members", "t_characters", "t_memberships"];

    [Fact]
    public async Task A_snapshot_seen_again_the_same_day_writes_nothing_but_its_own_run()
    {
        var world = Lively();
        await using var bungie = await SimulatedBungie.StartAsync(world);
        await using var ledger = await LivedAsync(bungie, days: 4);
        var events = await ledger.OneAsync<long>(EventsButOfRuns);
        var (members, rest) = (await WholeLedger.TablesAsync(ledger, OfMembers), await RestAsync(ledger));

        var again = await ledger.SyncAsync(world.Day);

        Counts.Told(again).ShouldBe("");
        again.Completed.Status.ShouldBe("complete");
        (await ledger.OneAsync<long>(EventsButOfRuns)).ShouldBe(events);
        (await WholeLedger.TablesAsync(ledger, OfMembers)).ShouldBe(members);
        (await RestAsync(ledger)).ShouldBe(rest);
        (await ledger.TextsAsync($"select type from ledger.mt_events where stream_id = 'run/{again.RunId}' order by version"))
            .ShouldBe(["sync_started", "snapshot_staged", "snapshot_staged", "snapshot_staged", "sync_completed"]);
    }

    [Fact]
    public async Task A_snapshot_seen_again_later_and_in_another_order_moves_only_the_day_of_the_last_observation()
    {
        var world = Lively();
        await using var bungie = await SimulatedBungie.StartAsync(world, new SimulatorOptions { PageSize = 6, ShuffleMembers = true, RepeatMembersAcrossPages = true });
        await using var ledger = await LivedAsync(bungie, days: 4);
        var events = await ledger.OneAsync<long>(EventsButOfRuns);
        var members = await WholeLedger.TablesAsync(ledger, OfMembers);
        var clans = await ledger.TextsAsync("select clan_id || clan_name || callsign || tracked || member_count from groups.t_clans order by clan_id");
        var counts = await ledger.LinesAsync("select * from groups.t_daily_counts order by effective_date, clan_id, key");

        world.AdvanceTo(world.Day.AddDays(30));
        var again = await ledger.SyncAsync(world.Day);

        Counts.Told(again).ShouldBe("");
        (await ledger.OneAsync<long>(EventsButOfRuns)).ShouldBe(events);
        (await WholeLedger.TablesAsync(ledger, OfMembers)).ShouldBe(members);
        (await ledger.TextsAsync("select clan_id || clan_name || callsign || tracked || member_count from groups.t_clans order by clan_id")).ShouldBe(clans);
        (await ledger.TextsAsync("select distinct last_observed::text from groups.t_clans")).ShouldBe([world.Day.ToString("yyyy-MM-dd")]);
        (await ledger.LinesAsync($"select * from groups.t_daily_counts where effective_date < '{world.Day:yyyy-MM-dd}' order by effective_date, clan_id, key")).ShouldBe(counts);
        (await ledger.TextsAsync($"select key || ' ' || value from groups.t_daily_counts where effective_date = '{world.Day:yyyy-MM-dd}' order by clan_id"))
            .ShouldBe(world.Clans.Select(c => $"members {c.Members.Count}"));
    }

    [Fact]
    public async Task The_same_roster_has_the_same_hash_in_whatever_order_and_pages_it_comes()
    {
        var world = Lively();
        await using var bungie = await SimulatedBungie.StartAsync(world, new SimulatorOptions { PageSize = 5, ShuffleMembers = true });
        await using var ledger = await LivedAsync(bungie, days: 1);
        var first = await ledger.SyncAsync(world.Day);
        world.AdvanceTo(world.Day.AddDays(1));
        var second = await ledger.SyncAsync(world.Day);

        second.Snapshots.Select(s => s.Hash).ShouldBe(first.Snapshots.Select(s => s.Hash));
        world.Change(() => world.Clans.First().Members[0].DisplayName = "another name");
        ((await ledger.SyncAsync(world.Day)).Snapshots[0].Hash == first.Snapshots[0].Hash).ShouldBeFalse();
    }

    private static World Lively() => World.Create(new WorldOptions
    {
        Seed = 4, Clans = 3, MembersPerClan = 12, LeaveShare = 0.1, JoinShare = 0.1, ReturnShare = 0.1, TransferShare = 0.05, CharacterShare = 0.1, AttributeShare = 0.1,
    });

    private static Task<IReadOnlyList<string>> RestAsync(TestLedger ledger) => ledger.TextsAsync(
        "select t::text from groups.t_clans t union all select t::text from groups.t_daily_counts t order by 1");

    private async Task<TestLedger> LivedAsync(SimulatedBungie bungie, int days)
    {
        var ledger = await TestLedger.StartAsync(server, bungie.BaseUrl);
        await ledger.TrackAsync(bungie.World.Clans.Select(c => c.ClanId));
        for (var day = 1; day <= days; day++)
        {
            bungie.World.LiveOneDay();
            await ledger.SyncAsync(bungie.World.Day);
        }

        return ledger;
    }
}
