using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;

namespace ClanLedger.Tests.Simulating;

public sealed class ProfileFaultsTests
{
    [Fact]
    public async Task A_profile_says_what_its_fault_makes_of_it()
    {
        await using var client = await Client.StartAsync();
        var person = client.Clan.Members[0];

        (await AskAsync(client, person, Fault.Hidden)).ShouldBe("(hidden) 0 of 0");
        (await AskAsync(client, person, Fault.HidesCharacters)).ShouldBe($"{person.MembershipId} on 3, 0 of 1");
        (await AskAsync(client, person, Fault.OtherMembershipType)).ShouldBe($"{person.MembershipId} on 2, 1 of 1");
        (await AskAsync(client, person, Fault.OtherMember)).ShouldBe($"{client.Clan.Members[1].MembershipId} on 3, 1 of 1");
        (await AskAsync(client, person, Fault.NoCharacters)).ShouldBe($"{person.MembershipId} on 3, 0 of 1");
        (await AskAsync(client, person, Fault.ManyCharacters(1_000))).ShouldBe($"{person.MembershipId} on 3, 1000 of 1000");
    }

    [Fact]
    public async Task Hidden_components_have_no_data_and_vanished_characters_have_empty_data()
    {
        await using var client = await Client.StartAsync();
        var person = client.Clan.Members[0];
        client.Bungie.Faults.On(Target.AnyProfile, Fault.HidesCharacters);
        (await client.ProfileAsync(person))["Response"]!["characters"]!.ToJsonString().ShouldBe("""{"privacy":2}""");
        client.Bungie.Faults.On(Target.AnyProfile, Fault.NoCharacters);
        (await client.ProfileAsync(person))["Response"]!["characters"]!["data"]!.ToJsonString().ShouldBe("{}");
    }

    private static async Task<string> AskAsync(Client client, Person person, Fault fault)
    {
        client.Bungie.Faults.On(Target.Profile(person.MembershipId), fault, times: 1);
        var answer = await client.ProfileAsync(person);
        ((int)answer["ErrorCode"]!).ShouldBe(1);
        var (profile, characters) = (answer["Response"]!["profile"]!["data"], answer["Response"]!["characters"]!["data"]);
        var user = profile?["userInfo"];
        return (user is null ? "(hidden)" : $"{user["membershipId"]} on {user["membershipType"]},")
            + $" {characters?.AsObject().Count ?? 0} of {profile?["characterIds"]!.AsArray().Count ?? 0}";
    }
}
