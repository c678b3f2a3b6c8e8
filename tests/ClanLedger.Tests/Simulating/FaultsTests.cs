using ClanLedger.Simulator.Misbehaving;

namespace ClanLedger.Tests.Simulating;

public sealed class FaultsTests
{
    [Fact]
    public async Task The_newest_fault_that_covers_a_request_wins_until_its_times_are_over()
    {
        await using var client = await Client.StartAsync();
        var faults = client.Bungie.Faults;
        faults.On(Target.Everything, Fault.Error(5, "SystemDisabled"));
        faults.On(Target.Clan(client.Clan.ClanId), Fault.Throttle(503, 10), times: 2);

        (await client.ErrorCodeAsync(client.DetailPath)).ShouldBe(36);
        (await client.ErrorCodeAsync($"GroupV2/{client.Other.ClanId}/")).ShouldBe(5);
        (await client.ErrorCodeAsync($"{client.DetailPath}Members/")).ShouldBe(36);
        (await client.ErrorCodeAsync(client.DetailPath)).ShouldBe(5);
        faults.Off(Target.Everything);
        (await client.ErrorCodeAsync(client.DetailPath)).ShouldBe(1);
    }

    [Fact]
    public async Task A_fault_strikes_its_target_only()
    {
        await using var client = await Client.StartAsync();
        var (id, member) = (client.Clan.ClanId, client.Clan.Members[0]);
        string[] paths =
        [
            $"GroupV2/{id}/", $"GroupV2/{id}/Members/?currentpage=1", $"GroupV2/{id}/Members/?currentpage=2", $"GroupV2/{id}/Members/?currentpage=3",
            $"GroupV2/{client.Other.ClanId}/", $"Destiny2/3/Profile/{member.MembershipId}/", $"Destiny2/3/Profile/{client.Clan.Members[1].MembershipId}/",
            $"GroupV2/User/3/{member.MembershipId}/0/1/", $"GroupV2/User/3/{client.Clan.Members[1].MembershipId}/0/1/",
        ];
        (Target Target, int[] Struck)[] targets =
        [
            (Target.Everything, [0, 1, 2, 3, 4, 5, 6, 7, 8]), (Target.Clan(id), [0, 1, 2, 3]), (Target.Detail(id), [0]), (Target.Roster(id), [1, 2, 3]),
            (Target.Page(id, 2), [2]), (Target.LaterPages(id), [2, 3]), (Target.Profile(member.MembershipId), [5]), (Target.AnyProfile, [5, 6]),
            (Target.MembershipOf(member.MembershipId), [7]), (Target.AnyMembershipOf, [7, 8]),
        ];
        foreach (var (target, struck) in targets)
        {
            client.Bungie.Faults.On(target, Fault.Error(3, "UnhandledException"));
            var codes = await Task.WhenAll(paths.Select(client.ErrorCodeAsync));
            codes.Index().Where(c => c.Item == 3).Select(c => c.Index).ShouldBe(struck, target.ToString());
            client.Bungie.Faults.Clear();
        }
    }

    [Fact]
    public async Task A_lie_leaves_the_endpoints_it_is_not_about_to_older_faults()
    {
        await using var client = await Client.StartAsync();
        client.Bungie.Faults.On(Target.Everything, Fault.EmptyRoster);
        client.Bungie.Faults.On(Target.Everything, Fault.Hidden);

        (await client.MemberCountAsync()).ShouldBe(0);
        (await client.ProfileAsync(client.Clan.Members[0]))["Response"]!["profile"]!.ToJsonString().ShouldBe("""{"privacy":2}""");
    }

    [Fact]
    public async Task Now_and_then_is_the_same_for_the_same_seed()
    {
        var runs = new List<string>();
        foreach (var seed in new[] { 1, 1, 2 })
        {
            await using var client = await Client.StartAsync();
            client.Bungie.Faults.On(Target.Everything, Fault.NowAndThen(0.3, seed, Fault.Error(3, "UnhandledException"), Fault.Throttle(503, 1)));
            var codes = await Task.WhenAll(Enumerable.Range(1, 200).Select(page => client.ErrorCodeAsync($"{client.DetailPath}Members/?currentpage={page}")));
            codes.Count(c => c != 1).ShouldBeInRange(40, 80);
            runs.Add(string.Join(' ', codes));
        }

        runs[1].ShouldBe(runs[0]);
        (runs[2] == runs[0]).ShouldBeFalse();
    }
}
