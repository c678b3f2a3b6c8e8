using System.Globalization;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;

namespace ClanLedger.Tests.Soaking;

/// <summary>Whatever bungie.net does, day after day: the ledger says what could be observed, and never that someone left who did not.</summary>
/// <remarks>Longer: <c>SOAK_DAYS=500 SOAK_SEED=3</c>; figures with <c>-showLiveOutput</c>.</remarks>
public sealed class SoakTests(LedgerServer server)
{
    [Fact]
    public async Task Through_weeks_of_every_trouble_the_ledger_equals_what_could_be_observed_and_no_departure_is_false()
    {
        var (days, seed) = (Number("SOAK_DAYS", 40), Number("SOAK_SEED", 1));
        await using var bungie = await SimulatedBungie.StartAsync(
            World.Create(Soak.Options(seed)), new SimulatorOptions { PageSize = Soak.PageSize, ShuffleMembers = true, RepeatMembersAcrossPages = true });
        await using var ledger = await TestLedger.StartAsync(server, bungie.BaseUrl, ("Bungie:TimeoutSeconds", "5"), ("Staging:KeepRuns", "5"));
        using var http = new HttpClient { BaseAddress = bungie.BaseUrl };

        var figures = await new Soak(bungie, ledger, new NaiveLedger(http), seed).RunAsync(days);

        figures.ShouldContain(f => f.StartsWith("rosters quarantined", StringComparison.Ordinal));
        figures.ShouldContain(f => f.StartsWith("rosters failed", StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', figures));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
