using System.Diagnostics;
using System.Text.Json.Nodes;
using ClanLedger.Fetching;
using ClanLedger.Hosting;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Notifying;
using ClanLedger.Replaying;
using ClanLedger.Running;
using ClanLedger.Tracking;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanLedger.Benchmarks;

/// <summary>A first sync and daily syncs, step by step, on a PostgreSQL of its own. Prints a table in Markdown.</summary>
/// <remarks>Each sync is a process of its own, as cron starts it: none is warmed up by the one before.</remarks>
internal static class SyncBenchmark
{
    private const int Dailies = 5;

    /// <summary>All of them.</summary>
    public static async Task RunAsync(Uri bungie)
    {
        var directory = Path.Combine("/tmp", $"clanledger-bench-{Environment.ProcessId}");
        try
        {
            await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedPostgresOptions { DataDirectory = directory }, NullLogger.Instance);
            using var control = new HttpClient { BaseAddress = new Uri(bungie, "/simulator/") };
            control.DefaultRequestHeaders.UserAgent.ParseAdd("benchmark/1.0");
            var world = JsonNode.Parse(await control.GetStringAsync(new Uri("", UriKind.Relative)))!;
            await TrackAsync(cluster.ConnectionString, bungie, world["clans"]!.AsArray().Select(c => long.Parse(c!["clan_id"]!.GetValue<string>())));

            Console.WriteLine("| run | fetch | of which COPY | rows staged | rows/s staged | diff | append + project | members changed | total | with start and end | peak memory |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
            var day = DateOnly.Parse(world["day"]!.GetValue<string>());
            for (var run = 0; run <= 2 * Dailies; run++)
            {
                var asMessages = run > 0 && run % 2 == 0;
                await InOwnProcessAsync(
                    asMessages ? "messages" : "sync", bungie, cluster.ConnectionString, day.AddDays(run),
                    run == 0 ? "first" : asMessages ? $"daily {run}, as messages" : $"daily {run}");
                using var lived = await control.PostAsync(new Uri("day/", UriKind.Relative), null);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>One, in this process. Prints its row but for the last columns, which whoever started it knows.</summary>
    public static async Task SyncAsync(Uri bungie, string database, DateOnly day, string name)
    {
        await using var app = Build(database, bungie);
        await app.Services.GetRequiredService<LedgerSchema>().EnsureAsync(CancellationToken.None);
        await app.StartAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var start = Stopwatch.GetTimestamp();
            var run = await scope.ServiceProvider.GetRequiredService<SyncRun>().RunAsync(day, [], CancellationToken.None);
            var total = Stopwatch.GetElapsedTime(start);
            Console.Write(
                $"| {name} | {run.Staged.Fetching.TotalSeconds:0.00} s | {run.Staged.Copying.TotalSeconds:0.00} s | {run.Staged.Rows:N0} "
                + $"| {run.Staged.Rows / run.Staged.Copying.TotalSeconds:N0} | {run.Applied.Diffing.TotalSeconds:0.00} s "
                + $"| {run.Applied.Appending.TotalSeconds:0.00} s | {run.Applied.Members:N0} | {total.TotalSeconds:0.00} s");
        }

        await app.StopAsync();
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($" | {self.PeakWorkingSet64 / 1_048_576}");
    }

    private static async Task InOwnProcessAsync(string how, Uri bungie, string database, DateOnly day, string name)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Self.Start(redirectInput: false, how, bungie.ToString(), database, day.ToString("yyyy-MM-dd"), name);
        var row = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var split = row.LastIndexOf('|');
        Console.WriteLine($"{row[..split]}| {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s | {row[(split + 1)..].Trim()} MB |");
    }

    /// <summary>Makes a ledger of these clans.</summary>
    public static async Task TrackAsync(string database, Uri bungie, IEnumerable<long> clans)
    {
        await using var app = Build(database, bungie);
        await app.Services.GetRequiredService<LedgerSchema>().EnsureAsync(CancellationToken.None);
        var tracking = app.Services.GetRequiredService<ClanTracking>();
        foreach (var clan in clans)
            await tracking.AddAsync(clan, null, CancellationToken.None);
    }

    /// <summary>The program's host; settings come last.</summary>
    public static WebApplication Build(string database, Uri bungie, params (string Key, string Value)[] settings)
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
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value)));
        builder.AddLedgerHost(serves: false);
        builder.Services.AddTracking();
        builder.Services.AddFetching();
        builder.Services.AddRunning();
        builder.Services.AddNotifying();
        builder.Services.AddReplaying();
        return builder.Build();
    }
}
