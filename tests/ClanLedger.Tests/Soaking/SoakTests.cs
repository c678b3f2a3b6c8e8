using System.Globalization;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;

namespace ClanLedger.Tests.Soaking;

/// <summary>Whatever bungie.net does, day after day: the ledger says what could be observed, and never that someone left who did not.</summary>
/// <remarks>Longer, and of another seed: <c>SOAK_DAYS=500 SOAK_SEED=7</c>; figures with <c>-showLiveOutput</c>.</remarks>
public sealed class SoakTests(LedgerServer server)
{
    public static TheoryData<int> Seeds => Number("SOAK_SEED") is { } seed ? [seed] : [1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Through_weeks_of_every_trouble_the_ledger_equals_what_could_be_observed_and_no_departure_is_false(int seed)
    {
        await using var bungie = await SimulatedBungie.StartAsync(
            World.Create(Soak.Options(seed)), new SimulatorOptions { PageSize = Soak.PageSize, ShuffleMembers = true, RepeatMembersAcrossPages = true });
        await using var ledger = await TestLedger.StartAsync(server, bungie.BaseUrl, ("Bungie:TimeoutSeconds", "5"), ("Staging:KeepRuns", "5"));
        using var http = new HttpClient { BaseAddress = bungie.BaseUrl };

        var figures = await new Soak(bungie, ledger, new NaiveLedger(http), seed).RunAsync(Number("SOAK_DAYS") ?? 40);

        figures.ShouldContain(f => f.StartsWith("rosters quarantined", StringComparison.Ordinal));
        figures.ShouldContain(f => f.StartsWith("rosters failed", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', figures));
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
