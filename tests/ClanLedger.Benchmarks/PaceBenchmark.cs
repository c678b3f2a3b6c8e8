using System.Diagnostics;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Running;
using ClanLedger.Simulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanLedger.Benchmarks;

/// <summary>A first sync at the usual pace, from a bungie.net that refuses what goes beyond 250 requests in any 10 s, 120 ms away.</summary>
internal static class PaceBenchmark
{
    private const int Clans = 12;

    public static async Task RunAsync()
    {
        var directory = Path.Combine("/tmp", $"clanledger-pace-{Environment.ProcessId}");
        try
        {
            await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedPostgresOptions { DataDirectory = directory }, NullLogger.Instance);
            var world = World.Create(new WorldOptions { Seed = 1, Clans = Clans, MembersPerClan = 100 });
            await using var bungie = await SimulatedBungie.StartAsync(world, new SimulatorOptions
            {
                Latency = TimeSpan.FromMilliseconds(120), RateLimit = new RateLimit(250, TimeSpan.FromSeconds(10)),
            });
            await using var app = SyncBenchmark.Build(cluster.ConnectionString, bungie.BaseUrl, ("Bungie:RequestsPerSecond", ""));
            await SyncBenchmark.TrackAsync(cluster.ConnectionString, bungie.BaseUrl, world.Clans.Select(c => c.ClanId));
            await app.StartAsync();
            await using var scope = app.Services.CreateAsyncScope();

            var (before, start) = (bungie.RequestsServed, Stopwatch.GetTimestamp());
            var run = await scope.ServiceProvider.GetRequiredService<SyncRun>().RunAsync(world.Day, [], CancellationToken.None);
            var (requests, seconds) = (bungie.RequestsServed - before, run.Staged.Fetching.TotalSeconds);

            Console.WriteLine($"{requests:N0} requests in {seconds:0.0} s: {requests / seconds:0.0} requests/s, most in 10 s {bungie.MostInWindow}, "
                + $"throttled answers {bungie.Throttled}, run {run.Completed.Status} after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
