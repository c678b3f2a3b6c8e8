using System.Diagnostics;
using System.Text.Json.Nodes;
using ClanLedger.Hosting;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Ledger;
using ClanLedger.Running;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanLedger.Benchmarks;

/// <summary>What hostile answers cost: each sync is a process of its own, and so is what it asks. Prints a table in Markdown.</summary>
internal static class MemoryBenchmark
{
    /// <summary>By name: what is wrong with the first of three clans, or with everyone's profile.</summary>
    public static IReadOnlyDictionary<string, Action<SimulatedBungie>> Hostilities { get; } = new Dictionary<string, Action<SimulatedBungie>>(StringComparer.Ordinal)
    {
        ["nothing"] = _ => { },
        ["a roster of 1 GB"] = b => b.Faults.On(Target.Roster(First(b)), Fault.Oversized(1L << 30)),
        ["every profile of 1 GB"] = b => b.Faults.On(Target.AnyProfile, Fault.Oversized(1L << 30)),
        ["a roster of 10,000 pages"] = b => b.Faults.On(Target.Clan(First(b)), Fault.HasMoreForEver),
        ["every profile with 10,000 characters"] = b => b.Faults.On(Target.AnyProfile, Fault.ManyCharacters(10_000)),
        ["arrays 100,000 deep"] = b => b.Faults.On(Target.Roster(First(b)), Fault.TooDeep),
    };

    public static async Task RunAsync()
    {
        Console.WriteLine("| hostile | clans complete | clans failed | profiles seen | requests | time | peak memory |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var name in Hostilities.Keys)
            await RunAsync(name);
    }

    /// <summary>One, in this process. Prints its row.</summary>
    public static async Task SyncAsync(Uri bungie, string database, DateOnly day, string name)
    {
        await using var app = SyncBenchmark.Build(database, bungie, ("Bungie:RetryBudgetSeconds", "3"));
        await app.Services.GetRequiredService<LedgerSchema>().EnsureAsync(CancellationToken.None);
        await app.StartAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var run = await scope.ServiceProvider.GetRequiredService<SyncRun>().RunAsync(day, [], CancellationToken.None);
            var progress = scope.ServiceProvider.GetRequiredService<SyncProgress>();
            Console.Write($"| {name} | {run.Snapshots.Count(s => s.Applies)} | {run.Snapshots.Count(s => s.Verdict == Verdicts.Failed)} "
                + $"| {run.Snapshots.Sum(s => s.Profiles)} | {progress.Answers} | {run.Staged.Fetching.TotalSeconds:0.0} s ");
        }

        await app.StopAsync();
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($"| {self.PeakWorkingSet64 / 1_048_576} MB |");
    }

    private static async Task RunAsync(string hostility)
    {
        var directory = Path.Combine("/tmp", $"clanledger-hostile-{Environment.ProcessId}");
        using var simulator = Self.Start(redirectInput: true, "simulator", "3", "100", hostility);
        try
        {
            var url = new Uri((await simulator.StandardOutput.ReadLineAsync())!);
            await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedPostgresOptions { DataDirectory = directory }, NullLogger.Instance);
            using var control = new HttpClient { BaseAddress = new Uri(url, "/simulator/") };
            control.DefaultRequestHeaders.UserAgent.ParseAdd("benchmark/1.0");
            var world = JsonNode.Parse(await control.GetStringAsync(new Uri("", UriKind.Relative)))!;
            await SyncBenchmark.TrackAsync(cluster.ConnectionString, url, world["clans"]!.AsArray().Select(c => long.Parse(c!["clan_id"]!.GetValue<string>())));
            using var sync = Self.Start(redirectInput: false, "memory", url.ToString(), cluster.ConnectionString, world["day"]!.GetValue<string>(), hostility);
            Console.Write(await sync.StandardOutput.ReadToEndAsync());
            await sync.WaitForExitAsync();
        }
        finally
        {
            simulator.StandardInput.Close();
            await simulator.WaitForExitAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static long First(SimulatedBungie bungie) => bungie.World.Clans.First().ClanId;
}
