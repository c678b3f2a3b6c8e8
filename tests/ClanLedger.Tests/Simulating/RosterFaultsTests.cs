using System.Globalization;
using System.Text.Json.Nodes;
using ClanLedger.Simulator.Misbehaving;

namespace ClanLedger.Tests.Simulating;

public sealed class RosterFaultsTests
{
    [Fact]
    public async Task Members_are_missing_and_all_counts_agree()
    {
        await using var client = await Client.StartAsync();
        var all = client.Clan.Members.Select(m => m.MembershipId.ToString()).ToArray();
        foreach (var (fault, left) in new[]
        {
            (Fault.Omits(client.Clan.Members[0].MembershipId, client.Clan.Members[4].MembershipId), 5),
            (Fault.OmitsShare(0.5), 3), (Fault.OmitsShare(0), 7), (Fault.EmptyRoster, 0),
        })
        {
            client.Bungie.Faults.On(Target.Clan(client.Clan.ClanId), fault);
            var roster = (await client.RosterAsync()).Select(Id).ToArray();
            roster.Length.ShouldBe(left);
            roster.Except(all, StringComparer.Ordinal).ShouldBeEmpty();
            (await client.RosterAsync()).Select(Id).ShouldBe(roster);
            ((int)(await client.PageAsync(1))["totalResults"]!).ShouldBe(left);
            (await client.MemberCountAsync()).ShouldBe(left);
        }
    }

    [Fact]
    public async Task Only_the_pages_lie_when_only_they_are_the_target()
    {
        await using var client = await Client.StartAsync();
        client.Bungie.Faults.On(Target.Roster(client.Clan.ClanId), Fault.OmitsShare(0.5));
        (await client.MemberCountAsync()).ShouldBe(7);
        (await client.RosterAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Counts_are_what_they_are_claimed_to_be()
    {
        await using var client = await Client.StartAsync();
        client.Bungie.Faults.On(Target.Clan(client.Clan.ClanId), Fault.ClaimsTotal(99));
        client.Bungie.Faults.On(Target.Clan(client.Clan.ClanId), Fault.ClaimsMemberCount(98));
        ((int)(await client.PageAsync(1))["totalResults"]!).ShouldBe(99);
        (await client.MemberCountAsync()).ShouldBe(98);
    }

    [Fact]
    public async Task Pages_repeat_end_early_or_never_end()
    {
        await using var client = await Client.StartAsync();
        var first = (await client.PageAsync(1))["results"]!.ToJsonString();
        client.Bungie.Faults.On(Target.Roster(client.Clan.ClanId), Fault.RepeatsFirstPage);
        var again = await client.PageAsync(9);
        (again["results"]!.ToJsonString(), (bool)again["hasMore"]!, (int)again["query"]!["currentPage"]!).ShouldBe((first, true, 9));

        client.Bungie.Faults.On(Target.Roster(client.Clan.ClanId), Fault.EndsEarly);
        (await client.RosterAsync()).Count.ShouldBe(3);

        client.Bungie.Faults.On(Target.Roster(client.Clan.ClanId), Fault.HasMoreForEver);
        var pages = await Task.WhenAll(new[] { 1, 2, 3, 4, 9_999, 20_000 }.Select(client.PageAsync));
        pages.ShouldAllBe(p => (bool)p["hasMore"]! && (int)p["totalResults"]! == 30_000);
        pages.SelectMany(p => p["results"]!.AsArray()).Select(m => Id(m!)).Distinct(StringComparer.Ordinal).Count().ShouldBe(18);
    }

    [Fact]
    public async Task A_member_is_listed_twice_and_the_second_entry_leads_nowhere()
    {
        await using var client = await Client.StartAsync();
        var person = client.Clan.Members[1];
        client.Bungie.Faults.On(Target.Clan(client.Clan.ClanId), Fault.ListsTwice(person.MembershipId));
        var entries = (await client.RosterAsync()).Where(m => (string?)m["bungieNetUserInfo"]!["membershipId"] == person.BungieId.ToString()).ToArray();

        entries.Select(Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
        entries.Select(e => (int)e["destinyUserInfo"]!["membershipType"]!).Distinct().Count().ShouldBe(2);
        ((string?)entries[1]["destinyUserInfo"]!["displayName"]).ShouldBe("");
        (await client.MemberCountAsync()).ShouldBe(8);
        var type = (int)entries[1]["destinyUserInfo"]!["membershipType"]!;
        (await client.ErrorCodeAsync($"Destiny2/{type}/Profile/{Id(entries[1])}/?components=100,200")).ShouldBe(18);
    }

    [Fact]
    public async Task Someone_is_on_two_rosters()
    {
        await using var client = await Client.StartAsync();
        var stranger = client.Other.Members[0];
        var joined = new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.Zero);
        client.Bungie.Faults.On(Target.Clan(client.Clan.ClanId), Fault.AlsoLists(stranger.MembershipId, joined));
        var entry = (await client.RosterAsync()).Single(m => Id(m) == stranger.MembershipId.ToString());

        DateTimeOffset.Parse((string)entry["joinDate"]!, CultureInfo.InvariantCulture).ShouldBe(joined);
        ((string)entry["groupId"]!).ShouldBe(client.Clan.ClanId.ToString());
        (await client.MemberCountAsync()).ShouldBe(8);
    }

    [Fact]
    public async Task Names_are_half_a_character_or_very_long()
    {
        await using var client = await Client.StartAsync();
        var person = client.Clan.Members[0];
        client.Bungie.Faults.On(Target.Page(client.Clan.ClanId, 1), Fault.LoneSurrogate(person.MembershipId));
        using var response = await client.GetAsync($"{client.DetailPath}Members/?currentpage=1");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("\"displayName\":\"Member 1\\ud83d\"");

        client.Bungie.Faults.On(Target.Page(client.Clan.ClanId, 1), Fault.HugeName(person.MembershipId, 100_000));
        ((string)(await client.PageAsync(1))["results"]![0]!["destinyUserInfo"]!["displayName"]!).EnumerateRunes().Count().ShouldBe(100_000);
    }

    private static string Id(JsonNode member) => (string)member["destinyUserInfo"]!["membershipId"]!;
}
