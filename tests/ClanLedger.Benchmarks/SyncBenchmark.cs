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
/// <remarks>First each sync is a process of its own, as cron starts it, warmed up by none before; then a process makes several, as the service does.</remarks>
internal static class SyncBenchmark
{
    private const int Dailies = 4;

    /// <summary>All of them.</summary>
    public static async Task RunAsync(Uri bungie)
    {
        var directory = Path.Combine("/tmp", $"clanledger-bench-{Environment.ProcessId}");
        try
        {
            await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedPostgresOptions { DataDirectory = directory }, NullLogger.Instance);
            var world = await WorldAsync(bungie);
            var clans = world["clans"]!.AsArray().Select(c => long.Parse(c!["clan_id"]!.GetValue<string>())).ToArray();
            await TrackAsync(cluster.ConnectionString, bungie, clans);
            await WarmUpAsync(cluster.ConnectionString, bungie, clans.Take(20));

            Console.WriteLine("| run | fetch | of which COPY | rows staged | rows/s staged | diff | append + project | members changed | total | with start and end | peak memory |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
            for (var run = 0; run <= Dailies; run++)
                await InOwnProcessAsync("sync", bungie, cluster.ConnectionString, run == 0 ? "first" : $"daily {run}", runs: 1);
            await InOwnProcessAsync("sync", bungie, cluster.ConnectionString, "daily, one process", Dailies);
            await InOwnProcessAsync("messages", bungie, cluster.ConnectionString, "daily, one process, as messages", Dailies);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Some, in this process. Prints a row for each but for the last columns, which whoever started it knows.</summary>
    public static async Task SyncAsync(Uri bungie, string database, string name, int runs)
    {
        await using var app = Build(database, bungie);
        await app.Services.GetRequiredService<LedgerSchema>().EnsureAsync(CancellationToken.None);
        await app.StartAsync();
        for (var n = 1; n <= runs; n++)
        {
            var day = await DayAsync(bungie);
            await using var scope = app.Services.CreateAsyncScope();
            var start = Stopwatch.GetTimestamp();
            var run = await scope.ServiceProvider.GetRequiredService<SyncRun>().RunAsync(day, [], CancellationToken.None);
            var total = Stopwatch.GetElapsedTime(start);
            Console.WriteLine(
                $"| {name} | {run.Staged.Fetching.TotalSeconds:0.00} s | {run.Staged.Copying.TotalSeconds:0.00} s | {run.Staged.Rows:N0} "
                + $"| {run.Staged.Rows / run.Staged.Copying.TotalSeconds:N0} | {run.Applied.Diffing.TotalSeconds:0.00} s "
                + $"| {run.Applied.Appending.TotalSeconds:0.00} s | {run.Applied.Members:N0} | {total.TotalSeconds:0.00} s");
        }

        await app.StopAsync();
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(self.PeakWorkingSet64 / 1_048_576);
    }

    private static async Task InOwnProcessAsync(string how, Uri bungie, string database, string name, int runs)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Self.Start(redirectInput: false, how, bungie.ToString(), database, name, $"{runs}");
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        foreach (var row in lines[..^2])
            Console.WriteLine($"{row} | | |");
        var whole = runs == 1 ? $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s" : "";
        Console.WriteLine($"{lines[^2]} | {whole} | {lines[^1]} MB |");
    }

    /// <summary>Lets the simulated world live a day, and says which it is then.</summary>
    public static async Task<DateOnly> DayAsync(Uri bungie)
    {
        using var control = Control(bungie);
        using var lived = await control.PostAsync(new Uri("day/", UriKind.Relative), null);
        return DateOnly.Parse(JsonNode.Parse(await lived.Content.ReadAsStringAsync())!["day"]!.GetValue<string>());
    }

    private static async Task<JsonNode> WorldAsync(Uri bungie)
    {
        using var control = Control(bungie);
        return JsonNode.Parse(await control.GetStringAsync(new Uri("", UriKind.Relative)))!;
    }

    private static HttpClient Control(Uri bungie)
    {
        var control = new HttpClient { BaseAddress = new Uri(bungie, "/simulator/") };
        control.DefaultRequestHeaders.UserAgent.ParseAdd("benchmark/1.0");
        return control;
    }

    /// <summary>Makes a ledger of these clans.</summary>
    public static async Task TrackAsync(string database, Uri bungie, IEnumerable<long> clans)
    {
        await using var app = Build(database, bungie);
        await app.Services.GetRequiredService<LedgerSchema>().EnsureAsync(CancellationToken.None);
        await app.Services.GetRequiredService<ClanTracking>().AddAsync([.. clans], null, CancellationToken.None);
    }

    /// <summary>bungie.net, too, has been asked before: asks for everyone in these clans, so that the first sync does not wait for the simulator's compiling.</summary>
    private static async Task WarmUpAsync(string database, Uri bungie, IEnumerable<long> clans)
    {
        await using var app = Build(database, bungie);
        var client = app.Services.GetRequiredService<BungieClient>();
        foreach (var clan in clans)
        {
            var members = (await client.GetMembersAsync(clan, 1, CancellationToken.None)).Response!.Results!.Select(m => m!.DestinyUserInfo!);
            await Task.WhenAll(members.Select(m => client.GetProfileAsync(m.MembershipType!.Value, m.MembershipId!.Value, CancellationToken.None)));
        }
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
        builder.Services.AddNotifying(serves: false);
        builder.Services.AddReplaying();
        return builder.Build();
    }
}
