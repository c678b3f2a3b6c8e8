using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;

namespace ClanLedger.Tests.Simulating;

public sealed class WrittenAheadTests
{
    [Fact]
    public async Task A_profile_that_was_written_ahead_is_that_of_the_day_and_goes_wrong_like_any_other()
    {
        await using var client = await Client.StartAsync(new SimulatorOptions { WritesProfilesAhead = true });
        var (world, person) = (client.Bungie.World, client.Clan.Members[0]);
        world.Play(person, 60);
        (await MinutesAsync(client, person)).ShouldBe("600");
        using var lived = await client.LiveOneDayAsync();
        (await MinutesAsync(client, person)).ShouldBe("660");
        world.Play(person, 60);
        client.Bungie.Faults.ForProfile(person.MembershipId, Fault.Error(5, "SystemDisabled"));
        ((int)(await client.ProfileAsync(person))["ErrorCode"]!).ShouldBe(5);
        client.Bungie.Faults.Clear();
        (await MinutesAsync(client, person)).ShouldBe("660");
        (await client.ErrorCodeAsync($"Destiny2/{person.MembershipType + 1}/Profile/{person.MembershipId}/")).ShouldBe(18);
    }

    private static async Task<string> MinutesAsync(Client client, Person person) =>
        (string)(await client.ProfileAsync(person))["Response"]!["characters"]!["data"]![$"{person.Characters[0].CharacterId}"]!["minutesPlayedTotal"]!;
}
