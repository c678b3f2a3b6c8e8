using ClanLedger.Hosting;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;
using static ClanLedger.Tests.Judging.ClanOfTen;

namespace ClanLedger.Tests.Judging;

/// <summary>A held roster that an admin accepts, on its day or late.</summary>
public sealed class AcceptingTests(LedgerServer server)
{
    [Fact]
    public async Task Accepting_applies_exactly_that_roster_as_of_its_own_day()
    {
        await using var scene = await SceneOfTenAsync(server);
        var gone = Empty(scene, 6);
        var held = await scene.SyncNextDayAsync();
        var day = scene.World.Day;
        scene.World.Join(scene.Clans[0], "Came later");
        scene.World.LiveOneDay();

        var (_, counts) = await Decisions(scene).AcceptAsync(held.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        counts.Count("disabled").ShouldBe(6);
        (await scene.Ledger.TextsAsync("select destiny_id::text from groups.t_members where deleted_flag order by 1"))
            .ShouldBe(gone.Select(p => $"{p.MembershipId}").Order(StringComparer.Ordinal));
        (await scene.Ledger.OneAsync<DateOnly>("select min(deleted) from groups.t_members")).ShouldBe(day);
        (await scene.Ledger.OneAsync<int>($"select value from groups.t_daily_counts where effective_date = '{day:yyyy-MM-dd}' and key = 'disabled'")).ShouldBe(6);
        (await scene.Ledger.OneAsync<DateOnly>($"select last_observed from groups.t_clans where clan_id = {scene.Clans[0].ClanId}")).ShouldBe(day);
        Counts.Told(await scene.SyncAsync()).ShouldBe("characters_new 1, new 1");
        (await Should.ThrowAsync<UserErrorException>(() => Decisions(scene).AcceptAsync(held.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken)))
            .Message.ShouldContain("no longer held: it was accepted");
    }

    [Fact]
    public async Task A_held_roster_cannot_be_accepted_once_a_later_one_is_in_the_ledger()
    {
        await using var scene = await SceneOfTenAsync(server);
        var gone = Empty(scene, 6);
        var held = (await scene.SyncNextDayAsync()).Snapshots[0].SnapshotId;
        foreach (var person in gone)
            scene.World.Return(person, scene.Clans[0]);
        await scene.SyncNextDayAsync();
        await scene.Ledger.ExecuteAsync("update staging.t_snapshots set verdict = 'quarantined', decided = null where verdict = 'superseded'");

        (await Should.ThrowAsync<UserErrorException>(() => Decisions(scene).AcceptAsync(held, TestContext.Current.CancellationToken)))
            .Message.ShouldContain("is already in the ledger: history is never rewritten");
    }

    [Fact]
    public async Task Accepting_late_does_not_bring_back_who_was_seen_elsewhere_since()
    {
        await using var scene = await SceneOfTenAsync(server);
        Empty(scene, 6);
        var mover = scene.Clans[0].Members[1];
        var held = await scene.SyncNextDayAsync();
        scene.World.Transfer(mover, scene.Clans[1]);
        await scene.SyncNextDayAsync();

        var (_, counts) = await Decisions(scene).AcceptAsync(held.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);
        counts.Members.ShouldBe(held.Snapshots[0].Members, "on that day the mover was still there");
        (await scene.Ledger.OneAsync<long>($"select clan_id from groups.t_members where destiny_id = {mover.MembershipId}")).ShouldBe(scene.Clans[1].ClanId);
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Accepting_does_not_undo_a_move_of_the_same_run()
    {
        await using var scene = await SceneOfTenAsync(server);
        var mover = scene.Clans[0].Members[1];
        Empty(scene, 6);
        scene.World.LiveOneDay();
        scene.World.Transfer(mover, scene.Clans[1]);
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.AlsoLists(mover.MembershipId, mover.JoinDate.AddDays(-30)));
        var run = await scene.SyncAsync();
        (await scene.EventsAsync(run, mover)).ShouldBe(["member_transferred"]);

        await Decisions(scene).AcceptAsync(run.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        (await scene.EventsAsync(run, mover)).ShouldBe(["member_transferred"]);
        (await scene.Ledger.OneAsync<long>($"select clan_id from groups.t_members where destiny_id = {mover.MembershipId}")).ShouldBe(scene.Clans[1].ClanId);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Of_two_held_rosters_either_may_be_accepted_first(int first)
    {
        await using var scene = await SceneOfTenAsync(server);
        for (var i = 2; i <= 10; i++)
            scene.World.Join(scene.Clans[1], $"Other {i}");
        await scene.SyncAsync();
        var mover = scene.Clans[0].Members[1];
        Empty(scene, 6);
        foreach (var person in scene.Clans[1].Members.Skip(4).ToArray())
            scene.World.Leave(person);
        scene.World.Transfer(mover, scene.Clans[1]);
        var run = await scene.SyncNextDayAsync();
        run.Snapshots.Select(s => s.Verdict).ShouldBe(["quarantined", "quarantined"]);

        await Decisions(scene).AcceptAsync(run.Snapshots[first].SnapshotId, TestContext.Current.CancellationToken);
        await Decisions(scene).AcceptAsync(run.Snapshots[1 - first].SnapshotId, TestContext.Current.CancellationToken);

        (await scene.EventsAsync(run, mover)).ShouldBe(["member_transferred"]);
    }

    [Fact]
    public async Task Accepting_moves_nobody_by_a_weaker_entry_whose_own_clan_was_not_read()
    {
        await using var scene = await SceneOfTenAsync(server);
        Empty(scene, 6);
        var person = scene.Clans[1].Members[0];
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.AlsoLists(person.MembershipId, person.JoinDate.AddDays(-30)));
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.Html());
        var run = await scene.SyncNextDayAsync();
        run.Snapshots.Select(s => s.Verdict).ShouldBe(["quarantined", "failed"]);

        await Decisions(scene).AcceptAsync(run.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        (await scene.EventsAsync(run, person)).ShouldBe([]);
    }

    [Fact]
    public async Task Accepting_lets_nobody_leave_who_is_on_the_roster_whatever_another_says()
    {
        await using var scene = await SceneOfTenAsync(server);
        Empty(scene, 6);
        var person = scene.Clans[0].Members[1];
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.LeavesOut(person.MembershipId, "joinDate"));
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.AlsoLists(person.MembershipId, person.JoinDate.AddDays(-30)));
        var run = await scene.SyncNextDayAsync();
        run.Snapshots.Select(s => s.Verdict).ShouldBe(["quarantined", "complete"]);

        await Decisions(scene).AcceptAsync(run.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        (await scene.EventsAsync(run, person)).ShouldBe([]);
    }

    [Fact]
    public async Task Accepting_late_brings_back_who_had_left_another_clan_before()
    {
        await using var scene = await SceneOfTenAsync(server);
        var person = scene.World.Join(scene.Clans[1], "Returner");
        await scene.SyncNextDayAsync();
        scene.World.Leave(person);
        await scene.SyncNextDayAsync();
        Empty(scene, 6);
        scene.World.Return(person, scene.Clans[0]);
        var held = await scene.SyncNextDayAsync();
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.Html());
        await scene.SyncNextDayAsync();

        await Decisions(scene).AcceptAsync(held.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        (await scene.EventsAsync(held, person)).ShouldBe(["member_returned"]);
    }

    [Fact]
    public async Task Accepting_the_earlier_of_two_rosters_of_a_day_leaves_the_later_one_held()
    {
        await using var scene = await SceneOfTenAsync(server);
        Empty(scene, 6);
        var earlier = await scene.SyncNextDayAsync();
        var later = await scene.SyncAsync();

        await Decisions(scene).AcceptAsync(earlier.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        (await VerdictsAsync(scene)).ShouldBe(["accepted", "quarantined"]);
        await Decisions(scene).AcceptAsync(later.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Accepting_lets_nobody_leave_who_is_on_another_roster_that_moves_nobody()
    {
        await using var scene = await SceneOfTenAsync(server);
        Empty(scene, 6);
        var mover = scene.Clans[0].Members[1];
        scene.World.Transfer(mover, scene.Clans[1]);
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.LeavesOut(mover.MembershipId, "joinDate"));
        var run = await scene.SyncNextDayAsync();
        (await scene.EventsAsync(run, mover)).ShouldBe([]);

        await Decisions(scene).AcceptAsync(run.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        (await scene.EventsAsync(run, mover)).ShouldBe([]);
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("switch 1");
    }

    [Fact]
    public async Task A_roster_held_before_its_clan_was_tracked_anew_waits_no_longer()
    {
        await using var scene = await SceneOfTenAsync(server);
        Empty(scene, 6);
        var held = (await scene.SyncNextDayAsync()).Snapshots[0].SnapshotId;
        await TrackAnewAsync(scene, scene.Clans[0].ClanId);

        (await Should.ThrowAsync<UserErrorException>(() => Decisions(scene).AcceptAsync(held, TestContext.Current.CancellationToken)))
            .Message.ShouldContain("is no longer held: it was superseded");
        (await scene.Ledger.TextsAsync("select clan_id::text from groups.t_clans where last_observed is null")).ShouldBe([$"{scene.Clans[0].ClanId}"]);
    }

    [Fact]
    public async Task Accepting_late_tells_nothing_backwards_of_a_clan_that_is_tracked_anew()
    {
        await using var scene = await SceneOfTenAsync(server);
        Empty(scene, 6);
        var newcomer = scene.World.Join(scene.Clans[0], "Newcomer");
        var held = await scene.SyncNextDayAsync();
        scene.World.Transfer(newcomer, scene.Clans[1]);
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.Html());
        await scene.SyncNextDayAsync();
        scene.Bungie.Faults.Clear();
        await TrackAnewAsync(scene, scene.Clans[1].ClanId);

        await Decisions(scene).AcceptAsync(held.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        (await scene.Ledger.TextsAsync($"select type from ledger.mt_events where stream_id = 'member/{newcomer.MembershipId}' order by version")).ShouldBe(["member_joined"]);
        (await scene.Ledger.OneAsync<long>($"select clan_id from groups.t_members where destiny_id = {newcomer.MembershipId}")).ShouldBe(scene.Clans[1].ClanId);
    }
}
