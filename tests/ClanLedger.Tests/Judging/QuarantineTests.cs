using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;
using static ClanLedger.Tests.Judging.ClanOfTen;

namespace ClanLedger.Tests.Judging;

public sealed class QuarantineTests(LedgerServer server)
{
    [Fact]
    public async Task A_roster_that_lacks_too_many_is_held_and_a_normal_one_supersedes_it()
    {
        await using var scene = await SceneOfTenAsync(server);
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
    public async Task A_rejected_roster_concludes_nothing_and_the_next_one_is_held_anew()
    {
        await using var scene = await SceneOfTenAsync(server);
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
        await using var scene = await SceneOfTenAsync(server);
        Empty(scene, 6);
        var first = await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();
        await Decisions(scene).RejectAsync(first.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        (await scene.SyncNextDayAsync()).Snapshots[0].Reason!.ShouldEndWith("(day 2)");
        (await scene.SyncNextDayAsync()).Snapshots[0].Verdict.ShouldBe("accepted");
    }

    [Fact]
    public async Task A_later_roster_does_not_count_the_days_before_one_that_was_accepted()
    {
        await using var scene = await SceneOfTenAsync(server);
        Empty(scene, 6);
        var first = await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();
        await Decisions(scene).AcceptAsync(first.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);

        (await scene.Ledger.OneAsync<int>("select agreeing from staging.t_snapshots where verdict = 'quarantined'")).ShouldBe(1);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(3, "switch 1")]
    public async Task An_entry_elsewhere_that_says_no_more_than_a_held_roster_moves_nobody(int daysLater, string told)
    {
        await using var scene = await SceneOfTenAsync(server);
        var person = scene.Clans[0].Members[1];
        var joined = person.JoinDate;
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.AlsoLists(person.MembershipId, joined.AddDays(daysLater)));
        scene.World.Change(() => person.JoinDate = joined.AddDays(2));
        Empty(scene, 6);

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].Verdict.ShouldBe("quarantined");
        Counts.Told(run).ShouldBe(told);
    }

    [Fact]
    public async Task Three_days_that_agree_are_believed_and_say_so()
    {
        await using var scene = await SceneOfTenAsync(server);
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
        await using var scene = await SceneOfTenAsync(server);
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
        await using var scene = await SceneOfTenAsync(server);
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
        await using var scene = await SceneOfTenAsync(server);
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
        await using var scene = await SceneOfTenAsync(server);
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
        await using var scene = await SceneOfTenAsync(server);
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
        await using var scene = await SceneOfTenAsync(server);
        foreach (var person in scene.Clans[0].Members.Skip(1).Take(8).ToArray())
            scene.World.Transfer(person, scene.Clans[1]);

        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("complete");
        Counts.Told(run).ShouldBe("switch 8");
    }

    [Fact]
    public async Task Who_is_on_a_held_roster_has_not_left_the_clan_they_were_in()
    {
        await using var scene = await SceneOfTenAsync(server);
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
    public async Task A_clan_that_is_tracked_again_is_guarded_by_those_who_were_known_of_it()
    {
        await using var scene = await SceneOfTenAsync(server);
        await TrackAnewAsync(scene, scene.Clans[0].ClanId);
        Empty(scene, 6);

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].ShouldSatisfyAllConditions(s => s.Verdict.ShouldBe("quarantined"), s => s.KnownMembers.ShouldBe(10), s => s.AbsentMembers.ShouldBe(6));
        Counts.Told(run).ShouldBe("");
    }
}
