using ClanLedger.Simulator;

namespace ClanLedger.Benchmarks;

/// <summary>The world of the benchmark: 3 % churn and 30 % played a day. Served by a process of its own, so that memory is the ledger's alone.</summary>
internal static class BenchmarkWorld
{
    /// <summary>Serves until standard input ends; the first line of output is the base URL.</summary>
    public static async Task ServeAsync(int clans, int members, string? hostility = null)
    {
        var world = World.Create(new WorldOptions
        {
            Seed = 1, Clans = clans, MembersPerClan = members,
            JoinShare = 0.01, LeaveShare = 0.01, ReturnShare = 0.005, TransferShare = 0.005, PlayShare = 0.3,
        });
        await using var bungie = await SimulatedBungie.StartAsync(world, new SimulatorOptions { WritesProfilesAhead = true });
        MemoryBenchmark.Hostilities.GetValueOrDefault(hostility ?? "")?.Invoke(bungie);
        Console.WriteLine(bungie.BaseUrl);
        await Console.In.ReadToEndAsync();
    }
}
