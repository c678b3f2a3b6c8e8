using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ClanLedger.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClanLedger.Tests.Serving;

[Collection<Served>]
public sealed class FeedTests(LedgerServer server, ServedLedger served)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_feed_is_every_event_in_order_page_by_page()
    {
        var api = served.Api;
        var paged = new List<string>();
        for (var after = "0"; ;)
        {
            var page = await api.GetAsync($"/api/events?after={after}&limit=7");
            paged.AddRange(page["items"]!.AsArray().Select(e => e!["event"]!.GetValue<string>()));
            if (page["items"]!.AsArray().Count == 0)
            {
                page["nextAfter"]!.GetValue<string>().ShouldBe(after);
                break;
            }

            after = page["nextAfter"]!.GetValue<string>();
        }

        paged.ShouldBe(await served.Scene.Ledger.TextsAsync("select id::text from ledger.mt_events where type <> 'tombstone' order by seq_id"));
        var tracked = (await api.ItemsAsync("/api/events")).Where(e => e["kind"]!.GetValue<string>() == "clan_grouped").ToArray();
        tracked.ShouldAllBe(e => e["by"]!.GetValue<string>() == "an admin");
    }

    [Fact]
    public async Task A_reader_who_is_ahead_of_the_ledger_is_told_so()
    {
        var last = await served.Scene.Ledger.OneAsync<long>("select max(seq_id) from ledger.mt_events");

        (await served.Api.GetAsync($"/api/events?after={last}"))["items"]!.AsArray().ShouldBeEmpty();
        (await served.Api.RefusedAsync($"/api/events?after={last + 1}", 409)).ShouldStartWith($"after is {last + 1}, but the last event is {last}");
        await served.Api.SendAsync("GET", "/api/events", 409, headers: [("Accept", "text/event-stream"), ("Last-Event-ID", $"{last + 1}")]);
    }

    [Theory]
    [InlineData("/api/events", "application/json, text/event-stream;q=0.1")]
    [InlineData("/api/events?format=json", "text/event-stream")]
    public async Task A_client_that_would_rather_have_something_else_gets_no_stream(string url, string accept) =>
        (await served.Api.SendAsync("GET", url, 200, headers: ("Accept", accept))).Context.Response.ContentType.ShouldBe("application/json; charset=utf-8");

    [Fact]
    public async Task Readers_miss_nothing_and_repeat_nothing_while_many_write_and_processes_are_killed()
    {
        await using var scene = await Scene.StartAsync(server, clans: 3, settings: ("Api:RequestsPerSecond", "0"));
        using var over = new CancellationTokenSource();
        var polled = PollAsync(scene.Ledger, over.Token);
        var streamed = StreamAsync(scene.Ledger, over.Token);

        for (var round = 0; round < 2; round++)
        {
            scene.World.LiveOneDay();
            scene.World.Join(scene.Clans[0], $"Newcomer {round}");
            var admins = await KillWhileAppendingAsync(scene, () => [.. Enumerable.Range(0, 4).Select(i => GroupAsync(scene, $"Group {round} {i}"))]);
            await Task.WhenAll([.. admins, scene.SyncAsync()]).WaitAsync(Patience);
        }

        var last = await scene.Ledger.OneAsync<long>("select max(seq_id) from ledger.mt_events where type <> 'tombstone'");
        await Until.TrueAsync(
            "both readers are at the end",
            () => Task.FromResult(polled.Reading.IsCompleted || streamed.Reading.IsCompleted || (Reached(polled.Seen, last) && Reached(streamed.Seen, last))));
        await over.CancelAsync();
        await Task.WhenAll(polled.Reading, streamed.Reading).WaitAsync(Patience);
        var written = await scene.Ledger.TextsAsync("select e.seq_id::text from ledger.mt_events e where e.type <> 'tombstone' order by e.seq_id");
        written.Count.ShouldBeGreaterThan(40);
        written.Count.ShouldBeLessThan((int)last, "what was killed took numbers that are now missing");
        polled.Seen.ShouldBe(written);
        streamed.Seen.ShouldBe(written);
    }

    private static bool Reached(ConcurrentQueue<string> seen, long last) => seen.LastOrDefault() is { } seq && long.Parse(seq, CultureInfo.InvariantCulture) >= last;

    /// <summary>Kills a sync that has taken a sequence number, but can not write the event; others want to write at the same time.</summary>
    /// <returns>The others, which had to wait.</returns>
    private static async Task<Task[]> KillWhileAppendingAsync(Scene scene, Func<Task[]> others)
    {
        const string Waiting = "select count(*) from pg_locks where not granted and relation = 'ledger.mt_events'::regclass";
        Task[] waiting = [];
        await using var connection = await scene.Ledger.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("lock table ledger.mt_events in share row exclusive mode", connection, transaction))
            await command.ExecuteNonQueryAsync();
        await ProgramUnderTest.On(scene.Ledger.ConnectionString, scene.Bungie.BaseUrl).KillAsync(
            "the sync writes its first event",
            async () =>
            {
                if (await scene.Ledger.OneAsync<long>(Waiting) == 0)
                    return false;
                waiting = others();
                return true;
            },
            "sync", "--effective-date", scene.World.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return waiting;
    }

    private static Task GroupAsync(Scene scene, string group) => scene.Ledger.TrackAsync(group, scene.Clans.Select(c => c.ClanId));

    private static (ConcurrentQueue<string> Seen, Task Reading) PollAsync(TestLedger ledger, CancellationToken over)
    {
        var seen = new ConcurrentQueue<string>();
        return (seen, Task.Run(async () =>
        {
            using var client = ledger.Web.Server.CreateClient();
            using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            for (var after = "0"; !over.IsCancellationRequested;)
            {
                var page = JsonNode.Parse(await client.GetStringAsync(new Uri($"/api/events?after={after}&limit=3", UriKind.Relative), CancellationToken.None))!;
                foreach (var e in page["items"]!.AsArray())
                    seen.Enqueue(e!["seq"]!.GetValue<string>());
                after = page["nextAfter"]!.GetValue<string>();
                if (page["items"]!.AsArray().Count == 0)
                    await again.WaitForNextTickAsync(CancellationToken.None);
            }
        }, CancellationToken.None));
    }

    private static (ConcurrentQueue<string> Seen, Task Reading) StreamAsync(TestLedger ledger, CancellationToken over)
    {
        var seen = new ConcurrentQueue<string>();
        return (seen, Task.Run(async () =>
        {
            using var client = ledger.Web.Server.CreateClient();
            client.DefaultRequestHeaders.Add("Accept", "text/event-stream");
            try
            {
                while (!over.IsCancellationRequested)
                    await ReadSomeAsync(client, seen, over);
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                // The reader was told to stop.
            }
        }, CancellationToken.None));
    }

    /// <summary>Hangs up after a few events, and comes again with the last id.</summary>
    private static async Task ReadSomeAsync(HttpClient client, ConcurrentQueue<string> seen, CancellationToken over)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/events", UriKind.Relative));
        if (seen.LastOrDefault() is { } last)
            request.Headers.Add("Last-Event-ID", last);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(over));
        for (var events = 0; events < 10 && await reader.ReadLineAsync(over) is { } line;)
        {
            if (!line.StartsWith("id: ", StringComparison.Ordinal))
                continue;
            seen.Enqueue(line["id: ".Length..]);
            events++;
        }
    }
}
