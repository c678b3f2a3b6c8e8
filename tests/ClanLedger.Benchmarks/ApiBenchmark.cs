using System.Diagnostics;
using System.Net.Http.Headers;
using ClanLedger.Fetching;
using ClanLedger.Hosting;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Judging;
using ClanLedger.Notifying;
using ClanLedger.Replaying;
using ClanLedger.Running;
using ClanLedger.Serving;
using ClanLedger.Tracking;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClanLedger.Benchmarks;

/// <summary>The API on a large ledger: how long answers take at a steady rate, and how many rosters a second it gives. Prints Markdown.</summary>
internal static class ApiBenchmark
{
    private const string Key = "a-key-of-the-benchmark";
    private const int Rate = 200;
    private const int Connections = 16;
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);

    private static readonly (string Name, Func<Random, string> Url)[] Questions =
    [
        ("current roster of 100 members", chance => $"/api/clans/{Clan(chance)}/members"),
        ("roster as of a day", chance => $"/api/clans/{Clan(chance)}/members?asOf={Day(chance)}"),
        ("timeline of 500 events", chance => $"/api/members/{ApiLedger.FirstMember + chance.Next(100)}/timeline?limit=500"),
        ("changes of a day", chance => { var day = Day(chance); return $"/api/changes?from={day}&to={day}"; }),
        ("search by the beginning of a name", chance => $"/api/members?q={"bcdfghjklmnprstvwz"[chance.Next(18)]}{"aeiou"[chance.Next(5)]}{"lmnrst"[chance.Next(6)]}&limit=50"),
    ];

    /// <summary>Fills a PostgreSQL of its own, and asks.</summary>
    public static async Task RunAsync()
    {
        var directory = Path.Combine("/tmp", $"clanledger-bench-{Environment.ProcessId}");
        try
        {
            await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedPostgresOptions { DataDirectory = directory }, NullLogger.Instance);
            await FillAsync(cluster.ConnectionString);
            await AskAsync(cluster.ConnectionString);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Serves a database that is filled from a process of its own, and asks.</summary>
    public static async Task AskAsync(string database)
    {
        using var server = Self.Start(redirectInput: true, "serve", database);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri((await server.StandardOutput.ReadLineAsync())!) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Console.WriteLine($"| {Rate} requests/s for {Lasting.TotalSeconds:0} s | p50 | p99 | longest | bytes |\n|---|---|---|---|---|");
        foreach (var (name, url) in Questions)
        {
            await SteadyAsync(client, url, TimeSpan.FromSeconds(3), seed: 2);
            var (times, bytes) = await SteadyAsync(client, url, Lasting, seed: 1);
            Console.WriteLine($"| {name} | {At(times, 0.5):0.0} ms | {At(times, 0.99):0.0} ms | {times[^1]:0.0} ms | {bytes:N0} |");
        }

        Console.WriteLine($"\nCurrent rosters, {Connections} connections as fast as they can: {await FastestAsync(client, Questions[0].Url):N0} a second.");
        server.StandardInput.Close();
        await server.WaitForExitAsync();
    }

    /// <summary>Fills a database that is empty.</summary>
    public static async Task FillAsync(string database)
    {
        await using var app = Build(database);
        await app.Services.GetRequiredService<LedgerSchema>().EnsureAsync(CancellationToken.None);
        var start = Stopwatch.GetTimestamp();
        var events = await ApiLedger.FillAsync(app.Services.GetRequiredService<IDocumentStore>());
        await using var analyze = app.Services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand("vacuum analyze");
        analyze.CommandTimeout = 0;
        await analyze.ExecuteNonQueryAsync();
        Console.WriteLine(
            $"{ApiLedger.Clans * ApiLedger.MembersPerClan:N0} members, {events:N0} events, written and projected in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s; "
            + $"{Environment.ProcessorCount} cores with PostgreSQL, service and client on them, .NET {Environment.Version}\n");
    }

    /// <summary>Serves until standard input ends; the first line of output is the address.</summary>
    public static async Task ServeAsync(string database)
    {
        await using var app = Build(database);
        app.MapServing();
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    /// <summary>Asks at fixed moments, whether or not answers have come; the time of each counts from its moment.</summary>
    private static async Task<(double[] Times, long Bytes)> SteadyAsync(HttpClient client, Func<Random, string> url, TimeSpan lasting, int seed)
    {
        var chance = new Random(seed);
        var asked = new List<Task<(double, long)>>();
        var start = Stopwatch.GetTimestamp();
        for (var n = 0; n < lasting.TotalSeconds * Rate; n++)
        {
            var due = TimeSpan.FromSeconds(n / (double)Rate);
            if (due - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } early)
                await Task.Delay(early);
            asked.Add(AskAsync(client, url(chance), start, due));
        }

        var answers = await Task.WhenAll(asked);
        return ([.. answers.Select(a => a.Item1).Order()], (long)answers.Average(a => a.Item2));
    }

    private static async Task<(double, long)> AskAsync(HttpClient client, string url, long start, TimeSpan due)
    {
        var bytes = await client.GetByteArrayAsync(new Uri(url, UriKind.Relative));
        return ((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds, bytes.Length);
    }

    private static async Task<double> FastestAsync(HttpClient client, Func<Random, string> url)
    {
        var (answers, start) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async seed =>
        {
            var chance = new Random(seed);
            for (; Stopwatch.GetElapsedTime(start) < Lasting; Interlocked.Increment(ref answers))
                await client.GetByteArrayAsync(new Uri(url(chance), UriKind.Relative));
        }));
        return answers / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static WebApplication Build(string database)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["ConnectionStrings:Ledger"] = database,
            ["Api:Keys:0:Name"] = "benchmark", ["Api:Keys:0:Role"] = "viewer", ["Api:Keys:0:Key"] = Key,
            ["Api:RequestsPerSecond"] = "0",
            ["Schedule:Sync"] = "off",
            ["Schedule:Verify"] = "off",
            ["Bungie:ApiKey"] = "benchmark",
            ["Logging:LogLevel:Default"] = "Error",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddLedgerHost(serves: true);
        builder.Services.AddTracking();
        builder.Services.AddJudging();
        builder.Services.AddFetching();
        builder.Services.AddRunning();
        builder.Services.AddNotifying(serves: false);
        builder.Services.AddReplaying();
        builder.AddServing();
        return builder.Build();
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private static long Clan(Random chance) => ApiLedger.FirstClan + chance.Next(ApiLedger.Clans);

    private static string Day(Random chance) => $"{ApiLedger.FirstDay.AddDays(1 + chance.Next(355)):yyyy-MM-dd}";
}
