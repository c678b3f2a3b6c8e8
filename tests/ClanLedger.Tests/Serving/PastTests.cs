using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Serving;

/// <summary>What answers say of days on which more, or less, happened than one change to a clan that was read.</summary>
public sealed class PastTests(LedgerServer server)
{
    [Fact]
    public async Task Trends_tell_of_who_moved_while_the_clan_could_not_be_read()
    {
        await using var scene = await Scene.StartAsync(server, clans: 2, null, Api.Keys);
        var mover = scene.World.Join(scene.Clans[0], "Mover");
        await scene.SyncAsync();
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[0].ClanId), Fault.Html());
        scene.World.LiveOneDay();
        scene.World.Transfer(mover, scene.Clans[1]);
        await scene.SyncAsync();
        scene.Bungie.Faults.Clear();
        await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();

        (await (await Api.OfAsync(scene.Ledger)).ItemsAsync($"/api/clans/{scene.Clans[0].ClanId}/trends")).Select(d => $"{d["date"]} {d["members"]} -{d["left"]}")
            .ShouldBe(["2026-01-01 2 -0", "2026-01-03 1 -1", "2026-01-04 1 -0"]);
    }

    [Fact]
    public async Task A_name_taken_back_within_the_day_is_no_former_name()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1, null, Api.Keys);
        var person = scene.World.Join(scene.Clans[0], "A");
        await scene.SyncAsync();
        foreach (var name in new[] { "B", "A" })
        {
            scene.World.Change(() => person.DisplayName = name);
            await scene.Ledger.SyncAsync(new DateOnly(2026, 1, 2));
        }

        var api = await Api.OfAsync(scene.Ledger);
        (await api.GetAsync($"/api/members/{person.MembershipId}"))["formerNames"]!.AsArray().ShouldBeEmpty();
        (await api.ItemsAsync($"/api/clans/{scene.Clans[0].ClanId}/members?asOf=2026-01-01")).Count(m => (string?)m["name"] == "A").ShouldBe(1);

        scene.World.Change(() => person.DisplayName = "C");
        await scene.Ledger.SyncAsync(new DateOnly(2026, 1, 3));
        (await api.GetAsync($"/api/members/{person.MembershipId}"))["formerNames"]!.AsArray().Select(n => $"{n!["until"]} {n["name"]}").ShouldBe(["2026-01-03 A"]);
    }

    [Fact]
    public async Task A_clan_that_is_tracked_no_more_does_not_keep_its_group_from_being_observed()
    {
        await using var scene = await Scene.StartAsync(server, clans: 2, null, Api.Keys);
        var api = await Api.OfAsync(scene.Ledger);
        await scene.Ledger.TrackAsync("The Fleet", scene.Clans.Select(c => c.ClanId));
        await scene.SyncAsync();
        var unread = scene.World.Day.AddDays(1);
        scene.Bungie.Faults.On(Target.Clan(scene.Clans[1].ClanId), Fault.Html());
        await scene.SyncNextDayAsync();
        scene.Bungie.Faults.Clear();
        await scene.SyncNextDayAsync();
        await api.SendAsync("DELETE", $"/api/clans/{scene.Clans[1].ClanId}", 204, Api.Admin);
        await scene.SyncNextDayAsync();
        (await api.GetAsync($"/api/groups/1/members?asOf={unread:yyyy-MM-dd}"))["observed"]!.GetValue<bool>().ShouldBeFalse("it was tracked then, and not read");

        foreach (var (address, observed) in new[] { ("groups/1", true), ($"clans/{scene.Clans[0].ClanId}", true), ($"clans/{scene.Clans[1].ClanId}", false) })
        {
            (await api.GetAsync($"/api/{address}/members?asOf={scene.World.Day:yyyy-MM-dd}"))["observed"]!.GetValue<bool>().ShouldBe(observed, address);
            (await api.GetAsync($"/api/{address}/members"))["observed"]!.GetValue<bool>().ShouldBeFalse("today is long after the last run");
        }
    }
}
