using System.Diagnostics;
using System.Text.Json.Nodes;
using ClanLedger.Fetching;
using ClanLedger.Hosting;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Running;
using ClanLedger.Tracking;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanLedger.Benchmarks;

/// <summary>A first sync and daily syncs, step by step, on a PostgreSQL of its own. Prints a table in Markdown.</summary>
internal static class SyncBenchmark
{
    private const int Dailies = 5;

    public static async Task RunAsync(Uri bungie, int clans, int members)
    {
        var directory = Path.Combine("/tmp", $"clanledger-bench-{Environment.ProcessId}");
        try
        {
            await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedPostgresOptions { DataDirectory = directory }, NullLogger.Instance);
            await using var app = Build(cluster.ConnectionString, bungie);
            await app.Services.GetRequiredService<LedgerSchema>().EnsureAsync(CancellationToken.None);
            await app.StartAsync();
            await MeasureAsync(app, bungie, clans, members);
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static WebApplication Build(string database, Uri bungie)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["ConnectionStrings:Ledger"] = database,
            ["Bungie:BaseUrl"] = bungie.ToString(),
            ["Bungie:ApiKey"] = "benchmark",
            ["Bungie:RequestsPerSecond"] = "0",
            ["Logging:LogLevel:Default"] = "Error",
        });
        builder.AddLedgerHost(serves: false);
        builder.Services.AddTracking();
        builder.Services.AddFetching();
        builder.Services.AddRunning();
        return builder.Build();
    }

    private static async Task MeasureAsync(WebApplication app, Uri bungie, int clans, int members)
    {
        using var control = new HttpClient { BaseAddress = new Uri(bungie, "/simulator/") };
        control.DefaultRequestHeaders.UserAgent.ParseAdd("benchmark/1.0");
        var world = JsonNode.Parse(await control.GetStringAsync(new Uri("", UriKind.Relative)))!;
        var tracking = app.Services.GetRequiredService<ClanTracking>();
        foreach (var clan in world["clans"]!.AsArray())
            await tracking.AddAsync(long.Parse(clan!["clan_id"]!.GetValue<string>()), null, CancellationToken.None);

        Console.WriteLine($"{clans} clans x {members} members, {Environment.ProcessorCount} cores, .NET {Environment.Version}\n");
        Console.WriteLine("| run | fetch | of which COPY | rows staged | rows/s staged | diff | append + project | members changed | total | peak memory |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        var day = DateOnly.Parse(world["day"]!.GetValue<string>());
        for (var run = 0; run <= Dailies; run++)
        {
            await SyncAsync(app, day, run == 0 ? "first" : $"daily {run}");
            using var lived = await control.PostAsync(new Uri("day/", UriKind.Relative), null);
            day = day.AddDays(1);
        }
    }

    private static async Task SyncAsync(WebApplication app, DateOnly day, string name)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var start = Stopwatch.GetTimestamp();
        var run = await scope.ServiceProvider.GetRequiredService<SyncRun>().RunAsync(day, [], CancellationToken.None);
        var total = Stopwatch.GetElapsedTime(start);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(
            $"| {name} | {run.Staged.Fetching.TotalSeconds:0.00} s | {run.Staged.Copying.TotalSeconds:0.00} s | {run.Staged.Rows:N0} "
            + $"| {run.Staged.Rows / run.Staged.Copying.TotalSeconds:N0} | {run.Applied.Diffing.TotalSeconds:0.00} s "
            + $"| {run.Applied.Appending.TotalSeconds:0.00} s | {run.Applied.Members:N0} | {total.TotalSeconds:0.00} s | {self.PeakWorkingSet64 / 1_048_576} MB |");
    }
}
