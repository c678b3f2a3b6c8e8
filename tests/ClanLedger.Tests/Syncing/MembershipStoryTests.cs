using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using ClanLedger.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Syncing;

public sealed class MembershipStoryTests(LedgerServer server)
{
    private const string Stays = """
        select s.member_id || ' ' || s.clan_id || ' ' || s.joined || ' ' || coalesce(s."left"::text, 'present') || case when s.baseline then ' baseline' else '' end
        from groups.t_memberships s join groups.t_members m on m.member_id = s.member_id where m.destiny_name = 'Crota' order by s.stay
        """;

    [Fact]
    public async Task Who_leaves_and_returns_keeps_the_member_id_and_both_stays()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        scene.World.Leave(crota);
        (await scene.EventsAsync(await scene.SyncNextDayAsync())).ShouldBe(["member_left"]);
        scene.World.AdvanceTo(new DateOnly(2026, 1, 9));
        scene.World.Return(crota, scene.Clans[0]);
        var back = await scene.SyncNextDayAsync();

        (await scene.EventsAsync(back)).ShouldBe(["member_returned"]);
        Counts.Told(back).ShouldBe("characters_return 1, return 1");
        (await scene.Ledger.TextsAsync(Stays)).ShouldBe(["3 881001 2026-01-01 2026-01-02 baseline", "3 881001 2026-01-10 present"]);
        (await scene.Ledger.OneAsync<string>("select member_id || ' ' || added || ' ' || coalesce(deleted::text, '-') from groups.t_members where destiny_name = 'Crota'"))
            .ShouldBe("3 2026-01-01 -");
    }

    [Fact]
    public async Task A_join_date_that_is_told_later_is_that_of_the_stay()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        scene.Bungie.Faults.On(Target.Everything, Fault.LeavesOut(crota.MembershipId, "joinDate"));
        await scene.SyncAsync();
        scene.Bungie.Faults.Clear();
        (await scene.EventsAsync(await scene.SyncNextDayAsync())).ShouldBe(["member_join_date_restated"]);
        scene.World.Leave(crota);
        await scene.SyncNextDayAsync();

        (await scene.Ledger.OneAsync<DateTimeOffset>("select s.join_date from groups.t_memberships s join groups.t_members m using (member_id) where m.destiny_name = 'Crota'"))
            .ShouldBe(crota.JoinDate);
    }

    [Fact]
    public async Task A_return_to_another_clan_is_one_return_and_no_move()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        scene.World.Leave(crota);
        await scene.SyncNextDayAsync();
        scene.World.Return(crota, scene.Clans[1]);
        var back = await scene.SyncNextDayAsync();

        (await scene.EventsAsync(back)).ShouldBe(["member_returned"]);
        Counts.Told(back).ShouldBe("characters_return 1, return 1");
        back.Completed.Clans.Select(c => c.Count("return")).ShouldBe([0, 1]);
        (await scene.Ledger.TextsAsync(Stays)).ShouldBe(["3 881001 2026-01-01 2026-01-02 baseline", "3 881002 2026-01-03 present"]);
    }

    [Fact]
    public async Task A_move_between_tracked_clans_is_one_event_in_the_clan_moved_to()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        scene.World.Transfer(crota, scene.Clans[1]);
        var moved = await scene.SyncNextDayAsync();

        (await scene.EventsAsync(moved)).ShouldBe(["member_transferred"]);
        Counts.Told(moved).ShouldBe("switch 1");
        moved.Completed.Clans.Select(c => c.Count("switch")).ShouldBe([0, 1]);
        moved.Completed.Clans.Select(c => $"{c.Members} members, {moved.MovedOut.GetValueOrDefault(c.ClanId)} moved out")
            .ShouldBe(["1 members, 1 moved out", "2 members, 0 moved out"]);
        (await scene.Ledger.TextsAsync(Stays)).ShouldBe(["3 881001 2026-01-01 2026-01-02 baseline", "3 881002 2026-01-02 present"]);
        (await scene.Ledger.OneAsync<bool>("select bool_or(deleted_flag) from groups.t_characters")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_rename_is_one_event_with_both_names()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        scene.World.Change(() => (crota.DisplayName, crota.GlobalName, crota.GlobalNameCode) = ("Oryx ☠", "Oryx", 7));
        var renamed = await scene.SyncNextDayAsync();

        (await scene.EventsAsync(renamed)).ShouldBe(["member_renamed"]);
        (await scene.Ledger.OneAsync<string>("select (data - 'effectiveDate')::text from ledger.mt_events where type = 'member_renamed'")).ShouldBe(
            """{"new": {"bungieName": "Crota", "globalName": "Oryx", "destinyName": "Oryx ☠", "globalNameCode": 7}, "old": {"bungieName": "Crota", "globalName": "Crota", "destinyName": "Crota", "globalNameCode": 111}}""");
        Counts.Told(renamed).ShouldBe("renamed 1");
        (await scene.Ledger.OneAsync<string>("select destiny_name || global_name || global_name_code from groups.t_members where member_id = 3")).ShouldBe("Oryx ☠Oryx7");
    }

    [Fact]
    public async Task A_promotion_is_told_within_a_stay_and_not_with_a_return_or_a_move()
    {
        await using var scene = await Scene.StartAsync(server);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        scene.World.Promote(crota, 3);
        var promoted = await scene.SyncNextDayAsync();
        (await scene.EventsAsync(promoted)).ShouldBe(["member_role_changed"]);
        Counts.Told(promoted).ShouldBe("role 1");
        (await RoleAsync(scene)).ShouldBe("Admin true");

        scene.World.Transfer(crota, scene.Clans[1]);
        (await scene.EventsAsync(await scene.SyncNextDayAsync())).ShouldBe(["member_transferred"]);
        (await RoleAsync(scene)).ShouldBe("Member false");
        scene.World.Leave(crota);
        await scene.SyncNextDayAsync();
        scene.World.Return(crota, scene.Clans[1]);
        scene.World.Promote(crota, 4);
        (await scene.EventsAsync(await scene.SyncNextDayAsync())).ShouldBe(["member_returned"]);
        (await RoleAsync(scene)).ShouldBe("ActingFounder true");
    }

    [Fact]
    public async Task A_first_observation_is_a_baseline_and_a_later_join_is_not()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1);
        scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        scene.World.Join(scene.Clans[0], "Later");
        var second = await scene.SyncNextDayAsync();

        second.Completed.Clans.Single().Baseline.ShouldBeFalse();
        (await scene.Ledger.TextsAsync("select (data->'names'->>'destinyName') || ' ' || (data->>'baseline') from ledger.mt_events where type = 'member_joined' order by seq_id"))
            .ShouldBe(["Founder of Clan 1 true", "Crota true", "Later false"]);
        (await scene.Ledger.TextsAsync("select member_id || ' ' || baseline from groups.t_memberships order by member_id")).ShouldBe(["1 true", "2 true", "3 false"]);
    }

    [Fact]
    public async Task Who_returns_or_moves_in_a_first_observation_came_then_or_before()
    {
        await using var scene = await Scene.StartAsync(server);
        var (leaver, mover) = (scene.World.Join(scene.Clans[0], "Leaver"), scene.World.Join(scene.Clans[1], "Mover"));
        await scene.SyncAsync();
        scene.World.Leave(leaver);
        await scene.SyncNextDayAsync();
        await scene.Ledger.Services.GetRequiredService<ClanTracking>().RemoveAsync([scene.Clans[1].ClanId], null, TestContext.Current.CancellationToken);
        var later = scene.World.AddClan("Later", "L");
        var known = scene.World.Join(later, "Founder of Later");
        scene.World.Return(leaver, later);
        scene.World.Transfer(mover, later);
        scene.World.Transfer(scene.Clans[0].Members[0], later);
        await scene.Ledger.TrackAsync(later.ClanId);

        Counts.Told(await scene.SyncNextDayAsync()).ShouldBe("characters_new 1, characters_return 1, new 1, return 1, switch 2");

        (await scene.Ledger.TextsAsync($"""
            select m.destiny_name || ' ' || s.baseline from groups.t_memberships s join groups.t_members m on m.member_id = s.member_id
            where s.clan_id = {later.ClanId} order by m.destiny_name
            """)).ShouldBe(["Founder of Clan 1 false", $"{known.DisplayName} true", "Leaver true", "Mover true"]);
    }

    [Fact]
    public async Task Who_left_while_their_clan_was_not_tracked_left_on_the_day_it_is_read_again_or_before()
    {
        await using var scene = await Scene.StartAsync(server);
        var (leaver, later) = (scene.World.Join(scene.Clans[0], "Leaver"), scene.World.Join(scene.Clans[0], "Later"));
        await scene.SyncAsync();
        await scene.Ledger.Services.GetRequiredService<ClanTracking>().RemoveAsync([scene.Clans[0].ClanId], null, TestContext.Current.CancellationToken);
        scene.World.Leave(leaver);
        await scene.SyncNextDayAsync();
        await scene.Ledger.TrackAsync(scene.Clans[0].ClanId);
        await scene.SyncNextDayAsync();
        scene.World.Leave(later);
        await scene.SyncNextDayAsync();

        (await scene.Ledger.TextsAsync(
            "select stream_id || ' ' || coalesce(data ->> 'baseline', 'that day') from ledger.mt_events where type = 'member_left' order by seq_id"))
            .ShouldBe([$"member/{leaver.MembershipId} true", $"member/{later.MembershipId} that day"]);
    }

    [Fact]
    public async Task The_size_of_a_clan_is_counted_each_day_it_is_seen()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1);
        var crota = scene.World.Join(scene.Clans[0], "Crota");
        await scene.SyncAsync();
        scene.World.Leave(crota);
        await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();

        (await scene.Ledger.TextsAsync("select effective_date || ' ' || key || ' ' || value from groups.t_daily_counts order by effective_date, key")).ShouldBe(
        [
            "2026-01-01 characters_new 2", "2026-01-01 members 2", "2026-01-01 new 2",
            "2026-01-02 characters_deleted 1", "2026-01-02 disabled 1", "2026-01-02 members 1",
            "2026-01-03 members 1",
        ]);
    }

    private static Task<string> RoleAsync(Scene scene) =>
        scene.Ledger.OneAsync<string>("select role || ' ' || admin from groups.t_members where destiny_name = 'Crota'");
}
