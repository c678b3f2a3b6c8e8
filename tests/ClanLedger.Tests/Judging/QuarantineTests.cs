using ClanLedger.Hosting;
using ClanLedger.Judging;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;
using ClanLedger.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Judging;

public sealed class QuarantineTests(LedgerServer server)
{
    [Fact]
    public async Task A_roster_that_lacks_too_many_is_held_and_a_normal_one_supersedes_it()
    {
        await using var scene = await SceneOfTenAsync();
        var before = await WholeLedger.OfClanAsync(scene.Ledger, scene.Clans[0].ClanId);
        var gone = Empty(scene, 6);

        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("partial");
        run.Snapshots[0].ShouldSatisfyAllConditions(s => s.Verdict.ShouldBe("quarantined"), s => s.KnownMembers.ShouldBe(10), s => s.AbsentMembers.ShouldBe(6));
        Counts.Told(run).ShouldBe("");
        (await scene.Ledger.OneAsync<long>("select count(*) from ledger.mt_events where type = 'snapshot_quarantined'")).ShouldBe(1);
        (await WholeLedger.OfClanAsync(scene.Ledger, scene.Clans[0].ClanId)).ShouldBe(before);

        foreach (var person in gone)
            scene.World.Return(person, scene.Clans[0]);
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("");
        (await VerdictsAsync(scene)).ShouldBe(["superseded"]);
    }

    [Fact]
    public async Task Accepting_applies_exactly_that_roster_as_of_its_own_day()
    {
        await using var scene = await SceneOfTenAsync();
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
        await using var scene = await SceneOfTenAsync();
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
    public async Task A_rejected_roster_concludes_nothing_and_the_next_one_is_held_anew()
    {
        await using var scene = await SceneOfTenAsync();
        Empty(scene, 6);
        var held = (await scene.SyncNextDayAsync()).Snapshots[0].SnapshotId;
        await Decisions(scene).RejectAsync(held, TestContext.Current.CancellationToken);

        for (var day = 1; day <= 2; day++)
            (await scene.SyncNextDayAsync()).Snapshots[0].Verdict.ShouldBe("quarantined");
        (await VerdictsAsync(scene)).ShouldBe(["rejected", "quarantined", "quarantined"]);
        (await scene.Ledger.OneAsync<long>("select count(*) from ledger.mt_events where type = 'snapshot_rejected'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_rejected_roster_is_none_of_the_days_that_agree()
    {
        await using var scene = await SceneOfTenAsync();
        Empty(scene, 6);
        var first = await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();
        await Decisions(scene).RejectAsync(first.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        (await scene.SyncNextDayAsync()).Snapshots[0].Reason!.ShouldEndWith("(day 2)");
        (await scene.SyncNextDayAsync()).Snapshots[0].Verdict.ShouldBe("accepted");
    }

    [Fact]
    public async Task Three_days_that_agree_are_believed_and_say_so()
    {
        await using var scene = await SceneOfTenAsync();
        Empty(scene, 6);
        var first = await scene.SyncNextDayAsync();
        (await scene.SyncAsync()).Snapshots[0].Verdict.ShouldBe("quarantined", "the same day does not count twice");
        var second = await scene.SyncNextDayAsync();
        var third = await scene.SyncNextDayAsync();

        new[] { first, second, third }.Select(r => r.Snapshots[0].Verdict).ShouldBe(["quarantined", "quarantined", "accepted"]);
        third.Completed.Status.ShouldBe("complete");
        third.Snapshots[0].Reason.ShouldBe("6 of 10 known members are absent; accepted, as 3 days in a row say the same");
        third.Count("disabled").ShouldBe(6);
        (await VerdictsAsync(scene)).ShouldBe(["superseded", "superseded", "superseded", "accepted"]);
        (await scene.Ledger.OneAsync<long>("select count(*) from ledger.mt_events where type = 'snapshot_accepted'")).ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_who_is_back_breaks_the_row()
    {
        await using var scene = await SceneOfTenAsync();
        var gone = Empty(scene, 8);
        await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();
        scene.World.Return(gone[0], scene.Clans[0]);

        (await scene.SyncNextDayAsync()).Snapshots[0].Verdict.ShouldBe("quarantined");
        (await scene.Ledger.OneAsync<int>("select agreeing from staging.t_snapshots where verdict = 'quarantined' order by snapshot_id desc limit 1")).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_worse_by_far_than_what_was_held_is_not_accepted_in_its_place()
    {
        await using var scene = await SceneOfTenAsync();
        Empty(scene, 6);
        await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.EmptyRoster);
        scene.Bungie.Faults.On(Target.AnyMembershipOf, Fault.Html());

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].Reason.ShouldBe("the roster is empty, 10 members were known; held until accepted, or until 3 days in a row say the same (day 1)");
        (await scene.EventsAsync(run)).ShouldBe([]);
    }

    [Fact]
    public async Task Others_who_are_missing_are_not_accepted_for_those_who_were_missing_before()
    {
        await using var scene = await SceneOfTenAsync();
        for (var i = 11; i <= 15; i++)
            scene.World.Join(scene.Clans[0], $"Member {i}");
        await scene.SyncNextDayAsync();
        var (clan, other) = (scene.Clans[0], scene.Clans[1]);
        foreach (var mover in clan.Members.Skip(10).ToArray())
            scene.World.Transfer(mover, other);
        scene.Bungie.Faults.On(Target.Clan(other.ClanId), Fault.Html());
        await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();
        scene.Bungie.Faults.Clear();
        scene.Bungie.Faults.On(Target.Clan(clan.ClanId), Fault.Omits([.. clan.Members.Skip(5).Select(p => p.MembershipId)]));
        scene.Bungie.Faults.On(Target.AnyMembershipOf, Fault.Html());

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].Reason.ShouldBe("5 of 15 known members are absent; held until accepted, or until 3 days in a row say the same (day 1)");
        Counts.Told(run).ShouldBe("switch 5");
    }

    [Fact]
    public async Task Who_is_missing_only_since_a_held_roster_is_accepted_has_not_left_by_one_that_is_short_of_both_counts()
    {
        await using var scene = await SceneOfTenAsync();
        var gone = Empty(scene, 6);
        await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.Forgets(scene.Clans[0].Members[^1].MembershipId));
        scene.Bungie.Faults.On(Target.AnyMembershipOf, Fault.Html());

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].Reason.ShouldBe("7 of 10 known members are absent; accepted, as 3 days in a row say the same");
        (await scene.Ledger.TextsAsync("select destiny_id::text from groups.t_members where deleted_flag order by 1"))
            .ShouldBe(gone.Select(p => $"{p.MembershipId}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_run_that_was_broken_off_does_not_break_the_row()
    {
        await using var scene = await SceneOfTenAsync();
        Empty(scene, 6);
        await scene.SyncNextDayAsync();
        await scene.Ledger.ExecuteAsync($"""
            insert into staging.t_runs (run_id, effective_date, started) values ('{Guid.Empty}', '2026-01-01', now() - interval '1 day');
            insert into staging.t_snapshots (run_id, clan_id, effective_date, verdict, members, fetched)
              values ('{Guid.Empty}', {scene.Clans[0].ClanId}, '2026-01-01', 'complete', 4, now())
            """);

        (await scene.SyncNextDayAsync()).Snapshots[0].Reason!.ShouldEndWith("(day 2)");
    }

    [Fact]
    public async Task An_empty_roster_is_held_however_small_the_clan()
    {
        await using var scene = await Scene.StartAsync(server, clans: 2);
        await scene.SyncAsync();
        scene.World.Leave(scene.Clans[0].Members[0]);

        (await scene.SyncNextDayAsync()).Snapshots[0].ShouldSatisfyAllConditions(
            s => s.Verdict.ShouldBe("quarantined"), s => s.Reason!.ShouldStartWith("the roster is empty, 1 members were known"));
    }

    [Fact]
    public async Task Moving_together_to_another_tracked_clan_is_no_absence()
    {
        await using var scene = await SceneOfTenAsync();
        foreach (var person in scene.Clans[0].Members.Skip(1).Take(8).ToArray())
            scene.World.Transfer(person, scene.Clans[1]);

        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("complete");
        Counts.Told(run).ShouldBe("switch 8");
    }

    [Fact]
    public async Task Who_is_on_a_held_roster_has_not_left_the_clan_they_were_in()
    {
        await using var scene = await SceneOfTenAsync();
        Empty(scene, 6);
        var mover = scene.Clans[1].Members[0];
        scene.World.Join(scene.Clans[1], "Stays");
        scene.World.Transfer(mover, scene.Clans[0]);
        var run = await scene.SyncNextDayAsync();
        (await scene.EventsAsync(run, mover)).ShouldBe([]);

        await Decisions(scene).AcceptAsync(run.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);
        (await scene.EventsAsync(run, mover)).ShouldBe(["member_transferred"]);
    }

    [Fact]
    public async Task Accepting_late_does_not_bring_back_who_was_seen_elsewhere_since()
    {
        await using var scene = await SceneOfTenAsync();
        Empty(scene, 6);
        var mover = scene.Clans[0].Members[1];
        var held = await scene.SyncNextDayAsync();
        scene.World.Transfer(mover, scene.Clans[1]);
        await scene.SyncNextDayAsync();

        await Decisions(scene).AcceptAsync(held.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);
        (await scene.Ledger.OneAsync<long>($"select clan_id from groups.t_members where destiny_id = {mover.MembershipId}")).ShouldBe(scene.Clans[1].ClanId);
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Accepting_does_not_undo_a_move_of_the_same_run()
    {
        await using var scene = await SceneOfTenAsync();
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
        await using var scene = await SceneOfTenAsync();
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
        await using var scene = await SceneOfTenAsync();
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
        await using var scene = await SceneOfTenAsync();
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
        await using var scene = await SceneOfTenAsync();
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
        await using var scene = await SceneOfTenAsync();
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
        await using var scene = await SceneOfTenAsync();
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
    public async Task Accepting_late_tells_nothing_backwards_of_a_clan_that_is_tracked_anew()
    {
        await using var scene = await SceneOfTenAsync();
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

    [Fact]
    public async Task A_clan_that_is_tracked_again_is_guarded_by_those_who_were_known_of_it()
    {
        await using var scene = await SceneOfTenAsync();
        await TrackAnewAsync(scene, scene.Clans[0].ClanId);
        Empty(scene, 6);

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].ShouldSatisfyAllConditions(s => s.Verdict.ShouldBe("quarantined"), s => s.KnownMembers.ShouldBe(10), s => s.AbsentMembers.ShouldBe(6));
        Counts.Told(run).ShouldBe("");
    }

    private static async Task TrackAnewAsync(Scene scene, long clanId)
    {
        var tracking = scene.Ledger.Services.GetRequiredService<ClanTracking>();
        await tracking.RemoveAsync([clanId], null, TestContext.Current.CancellationToken);
        await tracking.AddAsync([clanId], null, TestContext.Current.CancellationToken);
    }

    private static SnapshotDecisions Decisions(Scene scene) => scene.Ledger.Services.GetRequiredService<SnapshotDecisions>();

    private static Task<IReadOnlyList<string>> VerdictsAsync(Scene scene) =>
        scene.Ledger.TextsAsync("select verdict from staging.t_snapshots where agreeing is not null order by snapshot_id");

    private static Person[] Empty(Scene scene, int members)
    {
        var gone = scene.Clans[0].Members.Skip(10 - members).ToArray();
        foreach (var person in gone)
            scene.World.Leave(person);
        return gone;
    }

    private async Task<Scene> SceneOfTenAsync()
    {
        var scene = await Scene.StartAsync(server, clans: 2);
        for (var i = 2; i <= 10; i++)
            scene.World.Join(scene.Clans[0], $"Member {i}");
        await scene.SyncAsync();
        return scene;
    }
}
