using ClanLedger.Serving.Rosters;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;

namespace ClanLedger.Tests.Serving;

public sealed class AsOfTests(LedgerServer server)
{
    [Fact]
    public async Task On_every_day_of_sixty_every_clans_roster_is_the_naive_models()
    {
        var world = World.Create(new WorldOptions
        {
            Seed = 60, Clans = 3, MembersPerClan = 16, LeaveShare = 0.03, JoinShare = 0.03, ReturnShare = 0.03, TransferShare = 0.03,
            RenameShare = 0.04, PromoteShare = 0.04, PlayShare = 0.3,
        });
        await using var bungie = await SimulatedBungie.StartAsync(world);
        await using var ledger = await TestLedger.StartAsync(server, bungie.BaseUrl);
        using var http = new HttpClient { BaseAddress = bungie.BaseUrl };
        var naive = new NaiveLedger(http);
        var clans = world.Clans.Select(c => c.ClanId).ToArray();
        await ledger.TrackAsync(clans);
        var expected = new Dictionary<(DateOnly, long), string[]>();
        var since = new Dictionary<long, (long Clan, DateOnly Day)>();
        for (var day = 1; day <= 60; day++)
        {
            await naive.ObserveAsync(clans, world.Day);
            (await ledger.SyncAsync(world.Day)).Completed.Status.ShouldBe("complete");
            Remember(naive, since, world.Day);
            foreach (var clan in clans)
                expected[(world.Day, clan)] = [.. naive.Members.Where(m => m.Value.Deleted is null && m.Value.Clan == clan).Select(m => Line(m.Key, m.Value, since[m.Key].Day))];
            world.LiveOneDay();
        }

        foreach (var ((day, clan), lines) in expected)
        {
            (await RosterQuery.ReadAsync(ledger.Database, [clan], day, TestContext.Current.CancellationToken))
                .OrderBy(m => m.MembershipId).Select(Line).ShouldBe(lines, $"clan {clan} on {day:yyyy-MM-dd}");
        }

        var last = world.Day.AddDays(-1);
        foreach (var clan in clans)
        {
            (await RosterQuery.ReadAsync(ledger.Database, [clan], null, TestContext.Current.CancellationToken))
                .OrderBy(m => m.MembershipId).Select(Line).ShouldBe(expected[(last, clan)]);
        }

        expected.Values.Sum(lines => lines.Length).ShouldBeGreaterThan(60 * 3 * 10);
        foreach (var table in new[] { "t_former_names", "t_former_roles", "t_former_plays" })
            (await ledger.OneAsync<long>($"select count(*) from groups.{table}")).ShouldBeGreaterThan(60);
    }

    /// <summary>Since when everyone has been where they are.</summary>
    private static void Remember(NaiveLedger naive, Dictionary<long, (long Clan, DateOnly Day)> since, DateOnly today)
    {
        foreach (var (id, member) in naive.Members)
        {
            if (member.Deleted is not null)
                since.Remove(id);
            else if (!since.TryGetValue(id, out var stay) || stay.Clan != member.Clan)
                since[id] = (member.Clan, today);
        }
    }

    private static string Line(long id, NaiveMember m, DateOnly joined) => Lines.Of(id, m.Destiny, m.Global, m.Code, m.Bungie, m.Role, m.Clan, joined, m.LastPlayed);

    private static string Line(RosterMember m) => Lines.Of(
        m.MembershipId, m.Names.DestinyName, m.Names.GlobalName, m.Names.GlobalNameCode, m.Names.BungieName, m.Role, m.ClanId, m.Joined, m.LastPlayed);
}
