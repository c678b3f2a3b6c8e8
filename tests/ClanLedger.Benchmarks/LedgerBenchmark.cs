using System.Diagnostics;
using System.Text.Json.Nodes;
using ClanLedger.Appending;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Replaying;
using ClanLedger.Running;
using ClanLedger.Staging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Wolverine;

namespace ClanLedger.Benchmarks;

/// <summary>A ledger of some size and age: first sync, years of play, replay, verify, and daily syncs beside the floors of plain SQL and COPY.</summary>
internal static class LedgerBenchmark
{
    /// <summary>Everything, each step in a process of its own. Prints a table in Markdown.</summary>
    public static async Task RunAsync(Uri bungie, int days)
    {
        var directory = Path.Combine("/tmp", $"clanledger-bench-{Environment.ProcessId}");
        try
        {
            await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedPostgresOptions { DataDirectory = directory }, NullLogger.Instance);
            using var control = new HttpClient { BaseAddress = new Uri(bungie, "/simulator/") };
            control.DefaultRequestHeaders.UserAgent.ParseAdd("benchmark/1.0");
            var world = JsonNode.Parse(await control.GetStringAsync(new Uri("", UriKind.Relative)))!;
            var first = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-days - 4);
            await SyncBenchmark.TrackAsync(cluster.ConnectionString, bungie, world["clans"]!.AsArray().Select(c => long.Parse(c!["clan_id"]!.GetValue<string>())));

            Console.WriteLine("| run | fetch | COPY | COPY floor | diff | append + project | SQL floor | ratio | members changed | total | peak memory |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
            await Self.RunAsync("ledger-sync", bungie.ToString(), cluster.ConnectionString, first.ToString("yyyy-MM-dd"), "first");
            using var lived = await control.PostAsync(new Uri("day/", UriKind.Relative), null);
            if (days > 1)
            {
                await AgedLedger.AgeAsync(cluster.ConnectionString, first, days);
                await Self.RunAsync("replay", cluster.ConnectionString);
            }

            await Self.RunAsync("ledger-sync", bungie.ToString(), cluster.ConnectionString, first.AddDays(days + 1).ToString("yyyy-MM-dd"), "daily, a new process", "the next, the same process");
            Console.WriteLine();
            await Self.RunAsync("replay", cluster.ConnectionString);
            await using (var database = NpgsqlDataSource.Create(cluster.ConnectionString))
            await using (var truncate = database.CreateCommand("truncate groups.t_members, groups.t_characters, groups.t_memberships, groups.t_daily_counts"))
                await truncate.ExecuteNonQueryAsync();
            await Self.RunAsync("replay", cluster.ConnectionString);
            await Self.RunAsync("verify", cluster.ConnectionString);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>A sync for each name in this process, a day apart, with its floors between staging and applying.</summary>
    public static async Task SyncAsync(Uri bungie, string database, DateOnly day, params string[] names)
    {
        await using var app = SyncBenchmark.Build(database, bungie);
        await app.StartAsync();
        for (var n = 0; n < names.Length; n++, day = day.AddDays(1))
        {
            if (n > 0)
                await SyncBenchmark.DayAsync(bungie);
            await using var scope = app.Services.CreateAsyncScope();
            var (bus, source) = (scope.ServiceProvider.GetRequiredService<IMessageBus>(), app.Services.GetRequiredService<NpgsqlDataSource>());
            var staged = await bus.InvokeAsync<ApplyRoster>(new StageRoster(Guid.CreateVersion7(), day, await TrackedClans.ChooseAsync(source, [], CancellationToken.None)));
            var copy = await Floor.CopyAsync(source, staged.RunId);
            var floor = await Floor.UpdateAsync(source, staged.RunId, day);
            var start = Stopwatch.GetTimestamp();
            var run = await bus.InvokeAsync<SyncResult>(staged);
            var after = Stopwatch.GetElapsedTime(start);
            var ours = run.Applied.Diffing + run.Applied.Appending;
            Console.WriteLine(
                $"| {names[n]} | {run.Staged.Fetching.TotalSeconds:0.00} s | {run.Staged.Copying.TotalSeconds:0.00} s | {copy.TotalSeconds:0.00} s | {run.Applied.Diffing.TotalSeconds:0.00} s "
                + $"| {run.Applied.Appending.TotalSeconds:0.00} s | {floor.TotalSeconds:0.00} s | {ours / floor:0.0} | {run.Applied.Members:N0} | {(run.Staged.Fetching + after).TotalSeconds:0.00} s | {PeakMemory()} MB |");
        }

        await app.StopAsync();
    }

    /// <summary>A replay of the tables in service.</summary>
    public static async Task ReplayAsync(string database)
    {
        await using var app = SyncBenchmark.Build(database, new Uri("http://localhost/"));
        var result = await app.Services.GetRequiredService<Replay>().RunAsync(new ReplayProgress(TimeProvider.System), CancellationToken.None);
        Console.WriteLine($"replay: {result.Events:N0} events in {result.Elapsed.TotalSeconds:0.0} s, {result.Events / result.Elapsed.TotalSeconds:N0} a second; "
            + $"{result.Tables.Sum(t => t.Changed):N0} of {result.Tables.Sum(t => t.Rows):N0} rows written, runs waited {result.Pause.TotalSeconds:0.00} s; peak memory {PeakMemory()} MB\n");
    }

    /// <summary>A verification.</summary>
    public static async Task VerifyAsync(string database)
    {
        await using var app = SyncBenchmark.Build(database, new Uri("http://localhost/"));
        var start = Stopwatch.GetTimestamp();
        var result = await app.Services.GetRequiredService<Verification>().RunAsync(new ReplayProgress(TimeProvider.System), CancellationToken.None);
        Console.WriteLine($"verify: {result.Events:N0} events in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, {(result.Sound ? "sound" : $"NOT sound: {string.Join("; ", result.Findings.Take(3))}")}; peak memory {PeakMemory()} MB\n");
    }

    private static long PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 / 1_048_576;
    }
}
