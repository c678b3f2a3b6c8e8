using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;

namespace ClanLedger.Tests.Judging;

public sealed class DepartureTests(LedgerServer server)
{
    [Fact]
    public async Task Where_a_leaver_went_stays_with_the_event_even_when_that_clan_is_not_tracked()
    {
        await using var scene = await SceneAsync();
        var elsewhere = scene.World.AddClan("Elsewhere", "E");
        var (moved, left) = (scene.Clans[0].Members[1], scene.Clans[0].Members[2]);
        scene.World.Transfer(moved, elsewhere);
        scene.World.Leave(left);

        var run = await scene.SyncNextDayAsync();

        (await ToAsync(scene, moved)).ShouldBe("""{"name": "Elsewhere", "clanId": "881002"}""");
        (await ToAsync(scene, left)).ShouldBe("none");
        Counts.Told(run).ShouldBe("characters_deleted 2, disabled 2");
    }

    [Fact]
    public async Task Who_is_still_in_the_clan_disputes_the_roster_and_has_not_left()
    {
        await using var scene = await SceneAsync();
        var missing = scene.Clans[0].Members[1];
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.Omits(missing.MembershipId));

        var run = await scene.SyncNextDayAsync();

        (await scene.EventsAsync(run)).ShouldBe([]);
        run.Snapshots[0].Disputed.ShouldBe(1);
        run.Count("disputed").ShouldBe(1);
        (await scene.Ledger.OneAsync<int>("select value from groups.t_daily_counts where key = 'disputed'")).ShouldBe(1);
        run.Completed.Clans[0].Members.ShouldBe(scene.Clans[0].Members.Count);
        scene.Bungie.Faults.Clear();
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("");
    }

    [Fact]
    public async Task Without_an_answer_the_complete_roster_stands()
    {
        await using var scene = await SceneAsync();
        scene.World.Leave(scene.Clans[0].Members[1]);
        scene.Bungie.Faults.On(Target.AnyMembershipOf, Fault.Html());

        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("characters_deleted 1, disabled 1");
    }

    [Fact]
    public async Task Without_an_answer_nobody_leaves_by_a_roster_that_is_short_of_the_one_count_there_is()
    {
        await using var scene = await SceneAsync();
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.Forgets(scene.Clans[0].Members[1].MembershipId));
        scene.Bungie.Faults.On(Target.AnyMembershipOf, Fault.Html());
        await scene.Ledger.ExecuteAsync("""
            create function staging.forget_total() returns trigger language plpgsql as $$ begin new.total_results := null; return new; end $$;
            create trigger forget_total before insert on staging.t_snapshots for each row execute function staging.forget_total()
            """);

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].Verdict.ShouldBe("complete");
        (await scene.EventsAsync(run)).ShouldBe([]);
    }

    [Fact]
    public async Task Without_an_answer_nobody_leaves_by_a_roster_that_is_short_of_both_counts()
    {
        await using var scene = await SceneAsync();
        scene.World.Leave(scene.Clans[0].Members[1]);
        scene.Bungie.Faults.On(Target.Roster(scene.Clans[0].ClanId), Fault.ClaimsTotal(4));
        scene.Bungie.Faults.On(Target.Detail(scene.Clans[0].ClanId), Fault.ClaimsMemberCount(4));
        scene.Bungie.Faults.On(Target.AnyMembershipOf, Fault.Html());

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].Verdict.ShouldBe("complete");
        (await scene.EventsAsync(run)).ShouldBe([]);
        scene.Bungie.Faults.Clear();
        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("characters_deleted 1, disabled 1");
    }

    [Theory]
    [InlineData("Guard:CorroborateDepartures", "false")]
    [InlineData("Guard:MostCorroborated", "1")]
    public async Task Nobody_is_asked_about_when_it_is_switched_off_or_too_many_left(string key, string value)
    {
        await using var scene = await SceneAsync((key, value));
        scene.World.Leave(scene.Clans[0].Members[1]);
        scene.World.Leave(scene.Clans[0].Members[2]);
        var asked = scene.Bungie.RequestsServed;
        await scene.SyncNextDayAsync();

        (scene.Bungie.RequestsServed - asked).ShouldBe(2 + scene.Clans[0].Members.Count);
        (await scene.Ledger.OneAsync<long>("select count(*) from groups.t_members where deleted_flag")).ShouldBe(2);
    }

    [Fact]
    public async Task When_a_held_roster_is_to_be_accepted_by_itself_everyone_is_asked_about_however_many_are_absent()
    {
        await using var scene = await SceneAsync(("Guard:MostCorroborated", "1"));
        for (var i = 5; i <= 12; i++)
            scene.World.Join(scene.Clans[0], $"Member {i}");
        await scene.SyncNextDayAsync();
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.EmptyRoster);

        for (var day = 1; day <= 2; day++)
            (await scene.SyncNextDayAsync()).Snapshots[0].Verdict.ShouldBe("quarantined");
        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].ShouldSatisfyAllConditions(s => s.Verdict.ShouldBe("accepted"), s => s.Disputed.ShouldBe(12));
        run.Completed.Clans[0].Members.ShouldBe(12);
        (await scene.EventsAsync(run)).ShouldBe([]);
    }

    private static Task<string> ToAsync(Scene scene, Person person) => scene.Ledger.OneAsync<string>(
        $"select coalesce(data->>'to', 'none') from ledger.mt_events where type = 'member_left' and stream_id = 'member/{person.MembershipId}'");

    private async Task<Scene> SceneAsync(params (string Key, string Value)[] settings)
    {
        var scene = await Scene.StartAsync(server, clans: 1, settings: settings);
        for (var i = 2; i <= 4; i++)
            scene.World.Join(scene.Clans[0], $"Member {i}");
        await scene.SyncAsync();
        return scene;
    }
}
