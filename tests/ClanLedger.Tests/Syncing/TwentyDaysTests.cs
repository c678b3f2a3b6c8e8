using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Syncing;

public sealed class TwentyDaysTests(LedgerServer server)
{
    [Fact]
    public async Task After_every_one_of_twenty_days_of_four_clans_the_tables_equal_the_naive_model()
    {
        var world = World.Create(new WorldOptions
        {
            Seed = 20, Clans = 4, MembersPerClan = 60, LeaveShare = 0.03, JoinShare = 0.03, ReturnShare = 0.02, TransferShare = 0.02,
            RenameShare = 0.03, PromoteShare = 0.03, CharacterShare = 0.05, AttributeShare = 0.05,
        });
        await using var bungie = await SimulatedBungie.StartAsync(world, new SimulatorOptions { PageSize = 50, ShuffleMembers = true, RepeatMembersAcrossPages = true });
        await using var ledger = await TestLedger.StartAsync(server, bungie.BaseUrl);
        using var http = new HttpClient { BaseAddress = bungie.BaseUrl };
        var naive = new NaiveLedger(http);
        var clans = world.Clans.Select(c => c.ClanId).ToArray();
        await ledger.TrackAsync(clans);
        var everything = new SortedSet<string>(StringComparer.Ordinal);

        for (var day = 1; day <= 20; day++)
        {
            var expected = await naive.ObserveAsync(clans, world.Day);
            var run = await ledger.SyncAsync(world.Day);

            run.Completed.Status.ShouldBe("complete");
            (await Lines.OfMembersAsync(ledger)).ShouldBe(naive.Members.Select(m => m.Value.Line(m.Key)), $"members on day {day}");
            (await Lines.OfCharactersAsync(ledger)).ShouldBe(naive.Characters.Select(c => c.Value.Line(c.Key)), $"characters on day {day}");
            Counts.Of(run).ShouldBe(expected, $"counts on day {day}");
            everything.UnionWith(expected.Keys);
            world.LiveOneDay();
        }

        everything.ShouldBe(Counts.Keys, "the twenty days must show every kind of change");
    }
}
