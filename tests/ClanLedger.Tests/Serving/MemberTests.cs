
namespace ClanLedger.Tests.Serving;

[Collection<Served>]
public sealed class MemberTests(ServedLedger served)
{
    [Fact]
    public async Task Old_names_find_people_too()
    {
        var api = served.Api;

        var found = (await api.ItemsAsync("/api/members?q=CRO")).ShouldHaveSingleItem();
        (found["name"]!.GetValue<string>(), found["foundBy"]!.GetValue<string>()).ShouldBe(("Oryx", "crota"));
        (await api.ItemsAsync("/api/members?q=oryx%23")).ShouldHaveSingleItem()["membershipId"]!.GetValue<string>().ShouldBe($"{served.Crota.MembershipId}");
        (await api.ItemsAsync("/api/members?q=nobody")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Present_and_former_members_are_listed_page_by_page_each_once()
    {
        var api = served.Api;

        foreach (var query in new[] { "", "q=f&", "status=present&", "clan=881002&" })
        {
            var all = (await api.ItemsAsync($"/api/members?{query}")).Select(m => m["memberId"]!.GetValue<int>()).ToArray();
            all.ShouldBeUnique();
            var paged = new List<int>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await api.GetAsync($"/api/members?{query}limit=2{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
                paged.AddRange(page["items"]!.AsArray().Select(m => m!["memberId"]!.GetValue<int>()));
                cursor = page["nextCursor"]?.GetValue<string>();
            }

            paged.ShouldBe(all, ignoreOrder: false, query);
        }

        (await api.ItemsAsync("/api/members")).Count.ShouldBe(8);
        (await api.ItemsAsync("/api/members?status=former")).ShouldBeEmpty("Leaver came back");
    }

    [Fact]
    public async Task Either_id_finds_a_member_with_all_that_is_known()
    {
        var api = served.Api;

        var member = await api.GetAsync($"/api/members/{served.Crota.MembershipId}");
        (await api.GetAsync($"/api/members/{member["memberId"]}")).ToJsonString().ShouldBe(member.ToJsonString());
        member["formerNames"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString()
            .ShouldBe($$"""{"until":"2026-01-02","name":"Crota","bungieName":"Crota#{{served.Crota.GlobalNameCode:0000}}","bungieAccountName":"Crota"}""");
        member["characters"]!.AsArray().ShouldHaveSingleItem()!["minutesPlayedTotal"]!.GetValue<int>().ShouldBe(695);
    }

    [Fact]
    public async Task A_timeline_is_the_members_stream_filtered_and_paged()
    {
        var api = served.Api;
        var url = $"/api/members/{served.Leaver.MembershipId}/timeline";

        (await api.ItemsAsync(url)).Select(e => $"{e["date"]} {e["what"]}").ShouldBe(["2026-01-01 Known", "2026-01-02 Left", "2026-01-05 Returned"]);
        (await api.ItemsAsync($"{url}?kind=member_left")).ShouldHaveSingleItem()["data"]!["clanId"]!.GetValue<string>().ShouldBe("881001");
        (await api.ItemsAsync($"{url}?from=2026-01-02&to=2026-01-04")).ShouldHaveSingleItem()["kind"]!.GetValue<string>().ShouldBe("member_left");
        var first = await api.GetAsync($"{url}?limit=2");
        (await api.ItemsAsync($"{url}?limit=2&cursor={first["nextCursor"]}")).ShouldHaveSingleItem()["version"]!.GetValue<string>().ShouldBe("3");
        (await api.RefusedAsync($"{url}?kind=clan_tracked", 400)).ShouldStartWith("kind is 'clan_tracked'; allowed is member_joined");
    }

    [Fact]
    public async Task Stays_and_activity_come_from_the_whole_history()
    {
        var api = served.Api;

        (await api.ItemsAsync($"/api/members/{served.Mover.MembershipId}/stays")).Select(s => $"{s["clanName"]} {s["joined"]} {s["left"]} {s["baseline"]}")
            .ShouldBe(["Clan 1 2026-01-01 2026-01-03 true", "Clan 2 2026-01-03  false"]);
        (await api.ItemsAsync($"/api/members/{served.Crota.MembershipId}/activity")).Select(a => $"{a["date"]} {a["lastPlayed"]} {a["minutes"]} {a["characters"]}")
            .ShouldBe(["2026-01-03 2026-01-03T20:00:00+00:00 95 1"]);
        (await api.ItemsAsync($"/api/members/{served.Crota.MembershipId}/activity?to=2026-01-02")).ShouldBeEmpty();
        foreach (var list in new[] { $"/api/members/{served.Mover.MembershipId}/stays", $"/api/members/{served.Crota.MembershipId}/activity" })
            (await api.PagesAsync($"{list}?limit=1")).Select(i => i.ToJsonString()).ShouldBe((await api.ItemsAsync(list)).Select(i => i.ToJsonString()));
    }

    [Fact]
    public async Task Why_names_the_run_and_the_rosters_with_and_without_the_member()
    {
        var api = served.Api;
        var timeline = $"/api/members/{served.Leaver.MembershipId}/timeline";
        var left = (await api.ItemsAsync($"{timeline}?kind=member_left")).Single();

        var why = await api.GetAsync($"{timeline}/{left["event"]}/why");
        var (absent, present) = (why["absentFrom"]!.AsArray().ShouldHaveSingleItem()!, why["presentIn"]!.AsArray().ShouldHaveSingleItem()!);
        (absent["date"]!.GetValue<string>(), absent["ofTheRun"]!.GetValue<bool>(), absent["members"]!.GetValue<int>()).ShouldBe(("2026-01-02", true, 4));
        (present["date"]!.GetValue<string>(), present["ofTheRun"]!.GetValue<bool>()).ShouldBe(("2026-01-01", false));
        absent["snapshotId"]!.GetValue<string>().ShouldBe(why["snapshotId"]!.GetValue<string>());
        absent["hash"]!.GetValue<string>().Length.ShouldBe(64);
        (await api.GetAsync($"/api/runs/{why["runId"]}"))["date"]!.GetValue<string>().ShouldBe("2026-01-02");
        await api.RefusedAsync($"{timeline}/{Guid.NewGuid()}/why", 404);
    }

    [Fact]
    public async Task Changes_are_told_for_all_for_a_clan_and_for_a_group()
    {
        var api = served.Api;

        (await Told(api, "/api/clans/881001/changes")).ShouldBe(
            ["2026-01-02 Oryx Renamed", "2026-01-02 Leaver Left", "2026-01-02 Newcomer Joined", "2026-01-03 Mover Moved", "2026-01-03 Newcomer Promoted", "2026-01-05 Leaver Returned"], ignoreOrder: true);
        (await Told(api, "/api/clans/881002/changes")).ShouldBe(["2026-01-03 Mover Moved"]);
        (await Told(api, "/api/changes?from=2026-01-03&to=2026-01-03&kind=member_transferred")).ShouldBe(["2026-01-03 Mover Moved"]);
        (await Told(api, "/api/groups/1/changes")).ShouldBe(await Told(api, "/api/changes"), "a move within the group is one change");
        var all = (await Told(api, "/api/changes")).ToArray();
        var first = await api.GetAsync("/api/changes?limit=4");
        (await Told(api, $"/api/changes?limit=4&cursor={first["nextCursor"]}")).ShouldBe(all[4..]);
    }

    private static async Task<IEnumerable<string>> Told(Api api, string url) => (await api.ItemsAsync(url)).Select(c => $"{c["date"]} {c["name"]} {c["what"]}");
}
