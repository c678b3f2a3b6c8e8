using System.Text.Json.Nodes;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Discord;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Notifying;

public sealed class NotifyCommandTests(LedgerServer server)
{
    private const string Token = "t0ken-that-no-one-may-see";

    [Fact]
    public async Task A_sync_delivers_its_digest_before_it_ends_or_says_that_it_waits_and_no_one_ever_sees_the_webhook()
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        world.Join(world.AddClan("One", "ONE"), "Founder");
        await using var bungie = await SimulatedBungie.StartAsync(world);
        await using var discord = await SimulatedDiscord.StartAsync();
        var connection = await server.NewLedgerAsync();
        var program = ProgramUnderTest.On(connection, bungie.BaseUrl)
            .With("Discord__WebhookUrl", discord.AddWebhook("officers", Token).ToString()).With("Discord__RetryAfterSeconds", "600");
        await program.DoneAsync("clans", "add", "881001");

        var loud = program.With("Logging__LogLevel__Default", "Trace").With("Logging__LogLevel__System.Net.Http", "Trace");
        discord.Faults.Add(DiscordFault.Error(503), times: 1);
        var first = await loud.RunAsync("sync", "--effective-date", "2026-01-01");
        first.ExitCode.ShouldBe(0);
        first.Error.ShouldContain("clanledger: the digest for default is still in the queue: HTTP 503, Something went wrong (0). `serve`, or the next `sync`, goes on with it.");
        discord.Received.ShouldBeEmpty();

        await ProgramUnderTest.On(connection, bungie.BaseUrl).DoneAsync("sync", "--effective-date", "2026-01-01"); // Knows of no route, and drops no one's queue.
        world.LiveOneDay();
        await program.DoneAsync("sync", "--effective-date", "2026-01-02");
        discord.Received.Select(m => Officers.Read(m).Split('\n')[0]).ShouldBe(["One · 1 Jan 2026", "One · 2 Jan 2026"]);

        var preview = JsonNode.Parse((await program.DoneAsync("notify", "preview", "--json")).Output)!;
        preview[0]!["messages"]![0]!.ToJsonString().ShouldBe(discord.Received[^1].Payload.ToJsonString());
        (await program.DoneAsync("notify", "test")).Output.ShouldContain("default: a sample digest was posted.");
        Officers.Read(discord.Received[^1]).ShouldStartWith("Sample · The Fleet · ");

        discord.Faults.Add(DiscordFault.Gone);
        var tested = await loud.RunAsync("notify", "test");
        (tested.ExitCode, tested.Output.Contains("HTTP 404, Unknown Webhook (10015)", StringComparison.Ordinal)).ShouldBe((1, true));
        discord.Faults.Add(DiscordFault.WrongToken);
        world.LiveOneDay();
        var closed = await loud.RunAsync("sync", "--effective-date", "2026-01-03");
        closed.Error.ShouldContain("Route default is disabled: Discord answered HTTP 401, Invalid Webhook Token (50027).");
        JsonNode.Parse((await program.DoneAsync("notify", "status", "--json")).Output)![0]!.AsObject()
            .Where(m => m.Key is "route" or "state" or "reason" or "queued" or "delivered" or "given_up").Select(m => $"{m.Key} {m.Value}")
            .ShouldBe(["route default", "state disabled", "reason HTTP 401, Invalid Webhook Token (50027)", "queued 0", "delivered 2", "given_up 1"]);
        await program.DoneAsync("notify", "test");
        (await program.DoneAsync("notify", "status")).Output.ShouldContain("well");

        foreach (var text in new[] { first, tested, closed }.SelectMany(r => new[] { r.Output, r.Error }))
            text.ShouldNotContain(Token);
        (await DumpAsync(connection)).ShouldNotContain(Token);
    }

    [Fact]
    public async Task What_can_not_be_done_is_said_in_one_line()
    {
        await using var bungie = await SimulatedBungie.StartAsync(World.Empty(new DateOnly(2026, 1, 1)));
        var program = await ProgramUnderTest.OnNewLedgerAsync(server, bungie.BaseUrl);
        (await program.RefusedAsync("notify", "status")).ShouldContain("No route to Discord is configured: set Discord__WebhookUrl");
        program = program.With("Discord__WebhookUrl", $"http://127.0.0.1:1/api/webhooks/1/{Token}");
        (await program.RefusedAsync("notify", "test", "--route", "other")).ShouldContain("No route 'other': allowed is default");
        (await program.RefusedAsync("notify", "preview")).ShouldContain("There was no run yet");
        var unreachable = await program.RunAsync("notify", "test");
        (unreachable.ExitCode, unreachable.Output).ShouldBe((1, "default: no connection (ConnectionError)\n"));
    }

    /// <summary>Everything in the database as text, messages of Wolverine included.</summary>
    private static async Task<string> DumpAsync(string connection)
    {
        await using var database = Npgsql.NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand("select database_to_xml(true, true, '')::text || (select string_agg(encode(body, 'escape'), ' ') from (select body from wolverine.wolverine_incoming_envelopes union all select body from wolverine.wolverine_dead_letters) b)");
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
