using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Simulating;

public sealed class SimulatorProgramTests
{
    [Fact]
    public async Task A_port_that_is_in_use_is_named_with_what_to_do()
    {
        await using var first = await SimulatedBungie.StartAsync(World.Empty(new DateOnly(2026, 1, 1)));
        var port = first.BaseUrl.Port;

        var second = await Cli.RunAsync(typeof(SimulatedBungie).Assembly.Location, new Dictionary<string, string>(StringComparer.Ordinal), "--port", $"{port}");

        second.ShouldSatisfyAllConditions(
            s => s.ExitCode.ShouldBe(1), s => s.Output.ShouldBe(""),
            s => s.Error.ShouldBe($"simulator: Failed to bind to address http://127.0.0.1:{port}: address already in use. --port and --discord-port choose others\n"));
    }
}
