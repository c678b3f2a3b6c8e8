using ClanLedger.Hosting;
using ClanLedger.Replaying;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Judging;

/// <summary>One member on the rosters of two tracked clans (Bungie-net/api#370).</summary>
public sealed class TwoRostersTests(LedgerServer server)
{
    [Theory]
    [InlineData(-1, false, "")] // joined the other one earlier: a leftover
    [InlineData(0, false, "")] // nothing tells them apart but what the ledger knows
    [InlineData(1, false, "switch 1")]
    [InlineData(1, true, "")] // another membership is played in place of the one that joined later
    public async Task They_are_where_they_joined_last_or_where_the_ledger_has_them(int daysLater, bool overridden, string told)
    {
        await using var scene = await SceneAsync();
        var person = scene.Clans[0].Members[1];
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.AlsoLists(person.MembershipId, person.JoinDate.AddDays(daysLater), overridden));

        var run = await scene.SyncNextDayAsync();

        run.Completed.Status.ShouldBe("complete");
        Counts.Told(run).ShouldBe(told);
    }

    [Fact]
    public async Task Someone_new_of_whom_nothing_says_where_they_are_fails_both_rosters_and_no_third()
    {
        await using var scene = await SceneAsync();
        var before = await WholeLedger.OfClanAsync(scene.Ledger, scene.Clans[0].ClanId);
        var stranger = scene.World.Join(scene.Clans[0], "Stranger");
        scene.World.Leave(scene.Clans[0].Members[1]);
        scene.World.Leave(scene.Clans[2].Members[1]);
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.AlsoLists(stranger.MembershipId, stranger.JoinDate));

        var run = await scene.SyncNextDayAsync();

        run.Snapshots.Select(s => s.Verdict).ShouldBe(["failed", "failed", "complete"]);
        run.Snapshots[0].Reason.ShouldBe("1 on the roster are on that of another tracked clan as well, and nothing says in which they are");
        Counts.Told(run).ShouldBe("characters_deleted 1, disabled 1");
        (await WholeLedger.OfClanAsync(scene.Ledger, scene.Clans[0].ClanId)).ShouldBe(before);

        scene.Bungie.Faults.Clear();
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("characters_deleted 1, characters_new 1, disabled 1, new 1");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task An_entry_that_says_less_than_the_ledger_knows_moves_nobody_whose_own_clan_is_not_read(bool failed, bool overridden)
    {
        await using var scene = await SceneAsync();
        var person = scene.Clans[0].Members[1];
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.AlsoLists(person.MembershipId, person.JoinDate.AddDays(overridden ? 1 : -1), overridden));
        if (failed)
            scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.Html());
        scene.World.LiveOneDay();

        Counts.Told(await scene.Ledger.SyncAsync(scene.World.Day, failed ? [] : [scene.Clans[1].ClanId])).ShouldBe("");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0, 1)]
    public async Task Who_is_absent_and_in_another_clan_by_bungie_nets_answer_is_moved_even_by_runs_of_one_clan_each(params int[] runs)
    {
        await using var scene = await SceneAsync();
        var person = scene.Clans[0].Members[1];
        scene.World.Transfer(person, scene.Clans[1]);
        await scene.Ledger.ExecuteAsync($"update groups.t_members set join_date = '2030-01-01' where destiny_id = {person.MembershipId}"); // Bungie-net/api#888
        scene.World.LiveOneDay();

        var told = new List<string>();
        foreach (var clan in runs)
            told.Add(Counts.Told(await scene.Ledger.SyncAsync(scene.World.Day, scene.Clans[clan].ClanId)));

        told.ShouldBe([.. runs.SkipLast(1).Select(_ => ""), "switch 1"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_entry_that_says_less_moves_nobody_by_an_answer_that_named_another_clan_or_is_out_of_date(bool outOfDate)
    {
        await using var scene = await SceneAsync();
        var (clan, other, person) = (scene.Clans[0], scene.Clans[1], scene.Clans[0].Members[1]);
        var third = scene.World.AddClan("Third", "3");
        await scene.Ledger.TrackAsync(third.ClanId);
        scene.World.Transfer(person, outOfDate ? other : third);
        scene.World.LiveOneDay();
        Counts.Told(await scene.Ledger.SyncAsync(scene.World.Day, clan.ClanId)).ShouldBe("");
        if (outOfDate)
        {
            scene.World.Transfer(person, clan);
            await scene.Ledger.SyncAsync(scene.World.Day, clan.ClanId);
        }

        scene.Bungie.Faults.On(Target.Clan(other.ClanId), Fault.AlsoLists(person.MembershipId, default));

        Counts.Told(await scene.Ledger.SyncAsync(scene.World.Day, other.ClanId)).ShouldBe("");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_moved_before_the_roster_of_their_new_clan_lists_them_has_not_left_unless_it_still_does_not_on_the_next_day(bool listed)
    {
        await using var scene = await SceneAsync();
        var person = scene.Clans[0].Members[1];
        scene.World.Transfer(person, scene.Clans[1]);
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.Omits(person.MembershipId));
        (await scene.EventsAsync(await scene.SyncNextDayAsync())).ShouldBe([]);
        (await scene.EventsAsync(await scene.SyncAsync())).ShouldBe([], "it is the same day still");
        if (listed)
            scene.Bungie.Faults.Clear();

        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe(listed ? "switch 1" : "characters_deleted 1, disabled 1");
    }

    [Fact]
    public async Task A_roster_that_two_processes_staged_at_once_is_failed()
    {
        await using var scene = await SceneAsync();
        await scene.Ledger.ExecuteAsync("""
            create function staging.stage_twice() returns trigger language plpgsql as $$ begin
              insert into staging.t_clan_members select m.* from staging.t_clan_members m where m.run_id = new.run_id and m.clan_id = new.clan_id limit 1;
              return new;
            end $$;
            create trigger stage_twice before insert on staging.t_snapshots for each row execute function staging.stage_twice()
            """);

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].ShouldSatisfyAllConditions(
            s => s.Verdict.ShouldBe("failed"), s => s.Reason.ShouldBe($"{s.Members} members of the roster were read, and {s.Members} are staged in {s.Members + 1} rows"));
        Counts.Told(run).ShouldBe("");
        var verification = scene.Ledger.Services.GetRequiredService<Verification>();
        (await verification.RunAsync(new ReplayProgress(TimeProvider.System), TestContext.Current.CancellationToken)).Findings.ShouldBe([], "nothing was concluded from it");
    }

    [Fact]
    public async Task An_entry_without_a_join_date_says_less_than_one_with_it()
    {
        await using var scene = await SceneAsync();
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.AlsoLists(scene.Clans[0].Members[1].MembershipId, default));
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.Html());

        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Of_a_clan_never_observed_an_empty_roster_is_held_and_no_baseline()
    {
        await using var scene = await Scene.StartAsync(server, clans: 2);
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.EmptyRoster);
        var run = await scene.SyncAsync();
        for (var day = 2; day <= 4; day++)
            run = await scene.SyncNextDayAsync();

        run.Snapshots[0].ShouldSatisfyAllConditions(
            s => s.Verdict.ShouldBe("quarantined"), s => s.Reason.ShouldBe("the roster is empty, which no clan's is; held until one lists someone"));
        (await Should.ThrowAsync<UserErrorException>(ClanOfTen.Decisions(scene).AcceptAsync(run.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken)))
            .Message.ShouldContain("is empty and would be the first of its clan");
        scene.Bungie.Faults.Clear();
        (await scene.SyncNextDayAsync()).Completed.Clans[0].ShouldSatisfyAllConditions(c => c.Baseline.ShouldBeTrue(), c => c.Count("new").ShouldBe(1));
    }

    private async Task<Scene> SceneAsync()
    {
        var scene = await Scene.StartAsync(server, clans: 3);
        foreach (var clan in scene.Clans)
        {
            for (var i = 2; i <= 4; i++)
                scene.World.Join(clan, $"Member {i} of {clan.Name}");
        }

        await scene.SyncAsync();
        return scene;
    }
}
