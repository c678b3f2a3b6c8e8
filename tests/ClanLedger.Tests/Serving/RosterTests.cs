using System.Text.Json.Nodes;

namespace ClanLedger.Tests.Serving;

[Collection<Served>]
public sealed class RosterTests(ServedLedger served)
{
    [Fact]
    public async Task A_roster_of_any_day_has_the_names_and_roles_of_that_day()
    {
        var api = served.Api;

        (await Told(api, "/api/clans/881001/members?asOf=2026-01-01")).ShouldBe(["Founder of Clan 1 Founder", "Crota Member", "Leaver Member", "Mover Member"]);
        (await Told(api, "/api/clans/881001/members?asOf=2026-01-02")).ShouldBe(["Founder of Clan 1 Founder", "Mover Member", "Newcomer Member", "Oryx Member"]);
        (await Told(api, "/api/clans/881001/members?asOf=2026-01-03")).ShouldBe(["Founder of Clan 1 Founder", "Newcomer Admin", "Oryx Member"]);
        (await Told(api, "/api/clans/881001/members")).ShouldBe(["Founder of Clan 1 Founder", "Newcomer Admin", "Leaver Member", "Oryx Member"]);
    }

    [Fact]
    public async Task An_item_says_who_since_when_and_when_they_played_as_known_on_that_day()
    {
        var api = served.Api;

        var oryx = (await api.ItemsAsync("/api/clans/881001/members?asOf=2026-01-03&q=oryx")).ShouldHaveSingleItem();
        oryx["membershipId"]!.GetValue<string>().ShouldBe($"{served.Crota.MembershipId}");
        oryx["bungieName"]!.GetValue<string>().ShouldBe($"Oryx#{served.Crota.GlobalNameCode:0000}");
        (oryx["joined"]!.GetValue<string>(), oryx["baseline"]!.GetValue<bool>(), oryx["tenureDays"]!.GetValue<int>()).ShouldBe(("2026-01-01", true, 2));
        oryx["lastPlayed"]!.GetValue<string>().ShouldStartWith("2026-01-03T20:00:00");
        (await api.ItemsAsync("/api/clans/881001/members?asOf=2026-01-02&q=oryx")).ShouldHaveSingleItem()["lastPlayed"]!.GetValue<string>().ShouldStartWith("2026-01-01T17:00:00");
        (await api.ItemsAsync("/api/clans/881001/members?asOf=2026-01-02&q=crota")).ShouldBeEmpty("nobody in the clan was called that any more");
    }

    [Fact]
    public async Task A_day_without_a_complete_observation_says_so()
    {
        var api = served.Api;

        var unobserved = await api.GetAsync("/api/clans/881001/members?asOf=2026-01-04");
        (unobserved["observed"]!.GetValue<bool>(), unobserved["lastObserved"]!.GetValue<string>()).ShouldBe((false, "2026-01-03"));
        var observed = await api.GetAsync("/api/clans/881001/members?asOf=2026-01-05");
        (observed["observed"]!.GetValue<bool>(), observed["knownSince"]!.GetValue<string>()).ShouldBe((true, "2026-01-01"));
    }

    [Theory]
    [InlineData("asOf=2025-12-31", "asOf is 2025-12-31, but Clan 1 is known since 2026-01-01; allowed is that day or later")]
    [InlineData("asOf=2999-01-01", "asOf is 2999-01-01, in the future; allowed is")]
    [InlineData("asOf=yesterday", "asOf is 'yesterday'; allowed is a day such as 2026-01-31")]
    [InlineData("asOf=2026-01-01&asOf=2026-01-02", "asOf is given 2 times; allowed is once")]
    [InlineData("as_of=2026-01-01", "The query holds a parameter that is not known here; allowed are asOf, role, sort, q, limit, cursor, format")]
    [InlineData("limit=0", "limit is '0'; allowed is a whole number from 1 to 1000")]
    [InlineData("role=Boss", "role is 'Boss'; allowed is Beginner, Member, Admin, ActingFounder, Founder")]
    [InlineData("cursor=bm9uZQ", "cursor is none of this list")]
    public async Task What_is_not_allowed_is_refused_in_one_line(string query, string told)
    {
        var api = served.Api;

        (await api.RefusedAsync($"/api/clans/881001/members?{query}", 400)).ShouldStartWith(told);
    }

    [Theory]
    [InlineData("/api/clans/99/members", "No clan 99 was ever tracked")]
    [InlineData("/api/clans/The%20Fleet", "id is 'The Fleet'; allowed is a number such as 881267")]
    [InlineData("/api/groups/7/members", "There is no group 7")]
    [InlineData("/api/members/12345", "No member 12345 was ever seen")]
    public async Task What_is_not_there_is_not_found(string url, string told)
    {
        var api = served.Api;

        (await api.RefusedAsync(url, 404)).ShouldBe(told);
    }

    [Theory]
    [InlineData("name", "Founder of Clan 1, Leaver, Newcomer, Oryx")]
    [InlineData("-name", "Oryx, Newcomer, Leaver, Founder of Clan 1")]
    [InlineData("joined", "Founder of Clan 1, Oryx, Newcomer, Leaver")]
    [InlineData("-lastPlayed", "Oryx, Newcomer, Leaver, Founder of Clan 1")]
    public async Task Any_order_is_the_same_page_by_page(string sort, string names)
    {
        var api = served.Api;

        var paged = new List<string>();
        for (var url = $"/api/clans/881001/members?sort={sort}&limit=1"; ;)
        {
            var page = await api.GetAsync(url);
            paged.Add(page["items"]!.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>());
            page["total"]!.GetValue<int>().ShouldBe(4);
            if (page["nextCursor"]?.GetValue<string>() is not { } cursor)
                break;
            url = $"/api/clans/881001/members?sort={sort}&limit=1&cursor={cursor}";
        }

        string.Join(", ", paged).ShouldBe(names);
        (await api.ItemsAsync($"/api/clans/881001/members?sort={sort}")).Select(m => m["name"]!.GetValue<string>()).ShouldBe(paged);
    }

    [Fact]
    public async Task A_group_is_all_of_its_clans()
    {
        var api = served.Api;

        var group = (await api.ItemsAsync("/api/groups")).ShouldHaveSingleItem();
        (group["name"]!.GetValue<string>(), group["clans"]!.ToJsonString(), group["members"]!.GetValue<int>()).ShouldBe(("The Fleet", """["881001","881002"]""", 8));
        (await api.GetAsync("/api/groups/1"))["name"]!.GetValue<string>().ShouldBe("The Fleet");
        (await api.ItemsAsync("/api/groups/1/members?role=Founder")).Select(m => m["clanId"]!.GetValue<string>()).ShouldBe(["881001", "881002"]);
        (await api.GetAsync("/api/groups/1/members?asOf=2026-01-01"))["total"]!.GetValue<int>().ShouldBe(7);
    }

    [Fact]
    public async Task Clans_are_told_with_what_is_known_of_them()
    {
        var api = served.Api;

        var clan = (await api.ItemsAsync("/api/clans?limit=1")).ShouldHaveSingleItem();
        clan.ToJsonString().ShouldBe((await api.GetAsync("/api/clans/881001")).ToJsonString());
        (clan["name"]!.GetValue<string>(), clan["members"]!.GetValue<int>(), clan["firstObserved"]!.GetValue<string>(), clan["lastObserved"]!.GetValue<string>())
            .ShouldBe(("Clan 1", 4, "2026-01-01", "2026-01-05"));
    }

    [Fact]
    public async Task A_diff_is_net()
    {
        var api = served.Api;

        Lines(await api.GetAsync("/api/clans/881001/diff?from=2026-01-01&to=2026-01-03"))
            .ShouldBe(["Leaver left: Member -> ", "Mover left: Member -> ", "Newcomer joined:  -> Admin", $"Oryx renamed: Crota ({Called("Crota")}) -> Oryx ({Called("Oryx")})"]);
        (await api.PagesAsync("/api/clans/881001/diff?from=2026-01-01&to=2026-01-03&limit=1")).Count.ShouldBe(4);
        Lines(await api.GetAsync("/api/clans/881001/diff?from=2026-01-01&to=2026-01-05")).ShouldNotContain(line => line.StartsWith("Leaver", StringComparison.Ordinal));
        Lines(await api.GetAsync("/api/groups/1/diff?from=2026-01-02&to=2026-01-03")).ShouldBe(["Mover moved: 881001 -> 881002", "Newcomer role: Member -> Admin"]);
        (await api.RefusedAsync("/api/clans/881001/diff?from=2026-01-05&to=2026-01-01", 400)).ShouldStartWith("from is 2026-01-05, after to, 2026-01-01");
        (await api.RefusedAsync("/api/clans/881001/diff", 400)).ShouldStartWith("from is missing");
    }

    [Fact]
    public async Task Trends_tell_size_comings_and_goings_of_each_observed_day()
    {
        var api = served.Api;

        (await api.ItemsAsync("/api/clans/881001/trends")).Select(d => $"{d["date"]} {d["members"]} +{d["joined"]} -{d["left"]} {d["medianTenureDays"]} {d["active"]}")
            .ShouldBe(["2026-01-01 4 +0 -0 0 0", "2026-01-02 4 +1 -1 1 0", "2026-01-03 3 +0 -1 2 1", "2026-01-05 4 +1 -0 3.5 0"]);
        (await api.ItemsAsync("/api/clans/881001/trends?from=2026-01-02&to=2026-01-02")).ShouldHaveSingleItem()["turnover"]!.GetValue<double>().ShouldBe(0.5);
        (await api.PagesAsync("/api/clans/881001/trends?from=2026-01-02&limit=1")).Select(d => $"{d["date"]}").ShouldBe(["2026-01-02", "2026-01-03", "2026-01-05"]);
    }

    [Fact]
    public async Task The_inactive_are_those_who_have_not_played_for_so_long()
    {
        var api = served.Api;

        var all = await api.ItemsAsync("/api/clans/881001/inactive?days=1");
        all.Select(m => m["name"]!.GetValue<string>()).ShouldBe(["Founder of Clan 1", "Leaver", "Newcomer", "Oryx"]);
        all.ShouldAllBe(m => m["daysInactive"]!.GetValue<int>() > 1);
        (await api.ItemsAsync("/api/clans/881001/inactive?days=3650")).ShouldBeEmpty();
        (await api.PagesAsync("/api/clans/881001/inactive?days=1&limit=1")).Select(m => m["name"]!.GetValue<string>())
            .ShouldBe(all.Select(m => m["name"]!.GetValue<string>()));
    }

    private string Called(string name) => $"{name}#{served.Crota.GlobalNameCode:0000}";

    private static async Task<IEnumerable<string>> Told(Api api, string url) => (await api.ItemsAsync(url)).Select(m => $"{m["name"]} {m["role"]}");

    private static IEnumerable<string> Lines(JsonNode diff) =>
        diff["items"]!.AsArray().Select(d => $"{d!["name"]} {d["kind"]}: {d["before"]} -> {d["after"]}");
}
