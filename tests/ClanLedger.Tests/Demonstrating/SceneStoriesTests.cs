using ClanLedger.Running;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Directing;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Demonstrating;

/// <summary>What ClanLedger makes of each scene of the demonstration.</summary>
public sealed class SceneStoriesTests(LedgerServer server)
{
    /// <summary>The roster of the Watch, day by day: complete, disputed, quarantined, accepted or failed.</summary>
    private static readonly Dictionary<string, string> Stories = new(StringComparer.Ordinal)
    {
        ["maintenance"] = "cccccffccccccc",
        ["throttled"] = "cccccccccccccc",
        ["flaky"] = "cccccccccccccc",
        ["half-roster"] = "cccccqcccccccc",
        ["gap"] = "cccccddccccccc",
        ["empty-roster"] = "cccccqcccccccc",
        ["lasting-loss"] = "cccccqqacccccc",
        ["private-profiles"] = "cccccccccccccc",
        ["clan-down"] = "cccccfffcccccc",
        ["two-clans"] = "cccccccccccccc",
        ["hostile-bodies"] = "cccffffffccccc",
    };

    public static TheoryData<string> Names => [.. Scenes.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_scene_ends_with_a_ledger_that_equals_the_truth_and_on_no_day_is_a_departure_false(string name)
    {
        await using var bungie = await SimulatedBungie.StartAsync(World.Demo(7, new DateOnly(2026, 1, 1)));
        await using var ledger = await TestLedger.StartAsync(
            server, bungie.BaseUrl, ("Bungie:RetryBudgetSeconds", Stories[name].Contains('f', StringComparison.Ordinal) ? "0" : "60"));
        await ledger.TrackAsync(bungie.World.Clans.Select(c => c.ClanId));
        var story = "";
        for (var day = 1; day <= 14; day++)
        {
            if (day > 1)
                bungie.World.LiveOneDay();
            Scenes.All[name].Direct(bungie, day);
            var run = await ledger.SyncAsync(bungie.World.Day);
            story += LetterOf(run.Snapshots[1]);
            (await ledger.TextsAsync($"select stream_id || ' ' || (data->>'clanId') from ledger.mt_events where type = 'member_left' and causation_id = 'run/{run.RunId}'"))
                .Intersect(bungie.World.People.Select(p => $"member/{p.MembershipId} {p.ClanId}"), StringComparer.Ordinal).ShouldBeEmpty($"day {day}");
        }

        story.ShouldBe(Stories[name]);
        IEnumerable<string> truth = bungie.World.Clans.SelectMany(c => c.Members).Select(p => $"{p.MembershipId} {p.ClanId} {p.MemberType}").Order(StringComparer.Ordinal);
        (await ledger.TextsAsync(
            """
            select destiny_id || ' ' || clan_id || ' ' || array_position(array['Beginner', 'Member', 'Admin', 'ActingFounder', 'Founder'], role)
            from groups.t_members where not deleted_flag order by 1
            """)).ShouldBe(truth);
    }

    private static char LetterOf(SnapshotOfRun snapshot) => snapshot.Disputed > 0 ? 'd' : snapshot.Verdict[0];
}
