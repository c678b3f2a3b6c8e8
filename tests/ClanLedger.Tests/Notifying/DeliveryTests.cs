using ClanLedger.Judging;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Discord;
using ClanLedger.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Notifying;

public sealed class DeliveryTests(LedgerServer server)
{
    [Fact]
    public async Task Ten_thousand_changes_arrive_whole_in_order_and_within_the_limits()
    {
        var limits = new DiscordOptions { PerWebhook = new RateLimit(20, TimeSpan.FromMilliseconds(200)), PerChannel = Officers.Unlimited.PerChannel };
        await using var officers = await Officers.StartAsync(server, clans: 101, options: limits);
        await officers.NextDayAsync();
        for (var i = 0; i < 10_000; i++)
            officers.World.Join(officers.Scene.Clans[i / 100], $"Member_{i}");
        await officers.NextDayAsync();

        var digest = officers.Discord.Received.Skip(1).ToArray();
        digest.Length.ShouldBeGreaterThan(40);
        digest.Select(m => (string)m.Payload["embeds"]![0]!["title"]!).ShouldBe(Enumerable.Range(1, digest.Length).Select(i => $"All clans · 3 Jan 2026 · part {i} of {digest.Length}"));
        var names = digest.SelectMany(m => Officers.Read(m).Split('\n')).Where(l => l.StartsWith("• Member_", StringComparison.Ordinal)).Select(l => l[2..l.IndexOf('#', StringComparison.Ordinal)]);
        names.ShouldBe(await officers.Ledger.TextsAsync("select m.destiny_name from groups.t_members m join groups.t_clans c using (clan_id) where m.added = '2026-01-03' order by lower(c.clan_name) collate \"C\", m.member_id"));
        officers.Discord.Answers.ShouldAllBe(a => a == "200 officers", "pauses are kept before Discord has to insist");
    }

    [Fact]
    public async Task Trouble_is_waited_out_and_the_order_is_kept()
    {
        await using var officers = await Officers.StartAsync(server);
        officers.Discord.Faults.Add(DiscordFault.Error(500));
        officers.Discord.Faults.Add(DiscordFault.TooMany(TimeSpan.FromMilliseconds(300)));
        officers.Discord.Faults.Add(DiscordFault.Error(503));
        await officers.NextDayAsync();
        officers.World.Join(officers.Scene.Clans[0], "Newcomer");
        officers.Discord.Faults.Add(DiscordFault.TooMany(TimeSpan.FromMilliseconds(100), everywhere: true));
        await officers.NextDayAsync();

        officers.Discord.Answers.ShouldBe(["500 officers", "429 officers", "503 officers", "200 officers", "429 officers", "200 officers"]);
        officers.Discord.Received.Select(m => Officers.Read(m).Split('\n')[0]).ShouldBe(["Clan 1 · 2 Jan 2026", "Clan 1 · 3 Jan 2026"]);
        (await officers.Ledger.OneAsync<int>("select sum(unknown)::integer from notify.t_messages")).ShouldBe(0, "every answer said that it was not taken");
    }

    [Fact]
    public async Task Only_an_outcome_that_was_never_known_can_lead_to_a_duplicate_and_it_is_counted()
    {
        await using var officers = await Officers.StartAsync(server, settings: ("Discord:TimeoutSeconds", "0.5"));
        officers.Discord.Faults.Add(DiscordFault.TakenThenReset);
        officers.Discord.Faults.Add(DiscordFault.Hang);
        await officers.NextDayAsync();

        officers.Discord.Answers.ShouldBe(["reset officers", "hang officers", "200 officers"]);
        officers.Discord.Received.Count.ShouldBe(2);
        (await officers.Ledger.TextsAsync("select attempts || ' attempts, ' || unknown || ' unknown, ' || state from notify.t_messages")).ShouldBe(["3 attempts, 2 unknown, delivered"]);
    }

    [Fact]
    public async Task What_was_taken_is_not_posted_again_because_the_answer_cannot_be_read()
    {
        await using var officers = await Officers.StartAsync(server);
        officers.Discord.Faults.Add(DiscordFault.TakenThenGarbled);
        officers.Discord.Faults.Add(DiscordFault.TakenThenCutOff);
        for (var day = 0; day < 3; day++)
            await officers.NextDayAsync();

        officers.Discord.Answers.ShouldBe(["garbled officers", "cut off officers", "200 officers"]);
        (await officers.Ledger.TextsAsync("select attempts || ' attempts, ' || unknown || ' unknown, ' || state from notify.t_messages"))
            .ShouldBe(Enumerable.Repeat("1 attempts, 0 unknown, delivered", 3));
    }

    [Fact]
    public async Task A_process_without_routes_leaves_what_others_have_not_told_to_them()
    {
        await using var scene = await Scene.StartAsync(server);
        await scene.SyncAsync();
        await Until.TrueAsync("the first run's report is put by", () => IsPutByAsync("2026-01-01"));
        await scene.Ledger.ExecuteAsync("update notify.t_reports set queued = null");
        await scene.SyncNextDayAsync();
        await Until.TrueAsync("the second run's report is put by", () => IsPutByAsync("2026-01-02"));

        (await IsPutByAsync("2026-01-01")).ShouldBeFalse();

        Task<bool> IsPutByAsync(string day) => scene.Ledger.OneAsync<bool>($"select coalesce(bool_and(queued is not null), false) from notify.t_reports where effective_date = '{day}'");
    }

    [Fact]
    public async Task What_was_left_behind_is_told_for_three_days_and_is_no_news_then()
    {
        await using var officers = await Officers.StartAsync(server);
        await officers.NextDayAsync();
        await officers.NextDayAsync();
        await officers.Ledger.ExecuteAsync("""
            delete from notify.t_messages;
            update notify.t_reports set queued = null, recorded = recorded - case when effective_date < '2026-01-03' then interval '4 days' else interval '2 days' end
            """);
        await officers.NextDayAsync();

        officers.Discord.Received.Skip(2).Select(m => Officers.Read(m).Split('\n')[0]).ShouldBe(["Clan 1 · 3 Jan 2026", "Clan 1 · 4 Jan 2026"]);
        (await officers.Ledger.OneAsync<long>("select count(*) from notify.t_reports where queued is null")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_accepted_by_hand_is_told_like_a_run()
    {
        await using var officers = await Officers.StartAsync(server);
        var clan = officers.Scene.Clans[0];
        var leavers = Enumerable.Range(2, 9).Select(i => officers.World.Join(clan, $"Member {i}")).ToArray()[3..];
        await officers.NextDayAsync();
        foreach (var person in leavers)
            officers.World.Leave(person);
        var held = await officers.NextDayAsync();

        await officers.Ledger.Services.GetRequiredService<SnapshotDecisions>().AcceptAsync(held.Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);
        await officers.Ledger.ExecuteAsync("update notify.t_reports set recorded = recorded - interval '7 days' where of_run is not null"); // it may be so long until the next run
        await officers.NextDayAsync();

        var told = officers.Discord.Received.Select(Officers.Read).ToArray();
        told.Select(t => t.Split('\n')[0]).ShouldBe(["Clan 1 · 2 Jan 2026", "Clan 1 · 3 Jan 2026", "Clan 1 · 3 Jan 2026", "Clan 1 · 4 Jan 2026"]);
        told[1].ShouldContain("6 of 10 members are absent from its roster, so it is held");
        told[2].ShouldContain("the roster that was held is believed now: accepted by hand");
        foreach (var person in leavers)
            told[2].ShouldContain(person.DisplayName);
        told[3].ShouldNotContain(leavers[0].DisplayName);
    }

    [Fact]
    public async Task A_roster_that_is_believed_by_itself_says_so()
    {
        await using var officers = await Officers.StartAsync(server, settings: ("Guard:AutoAcceptAfter", "2"));
        var leavers = Enumerable.Range(2, 9).Select(i => officers.World.Join(officers.Scene.Clans[0], $"Member {i}")).ToArray()[3..];
        await officers.NextDayAsync();
        foreach (var person in leavers)
            officers.World.Leave(person);
        await officers.NextDayAsync();
        await officers.NextDayAsync();

        Officers.Read(officers.Discord.Received[^1]).ShouldContain("the roster that was held is believed now: 6 of 10 known members are absent; accepted, as 2 days in a row say the same");
    }

    [Fact]
    public async Task A_digest_that_a_crash_kept_out_of_the_queue_is_told_before_the_next_one()
    {
        await using var officers = await Officers.StartAsync(server);
        await officers.NextDayAsync();
        await officers.Ledger.ExecuteAsync("update notify.t_reports set queued = null; delete from notify.t_messages");
        await officers.NextDayAsync();

        officers.Discord.Received.Select(m => Officers.Read(m).Split('\n')[0]).ShouldBe(["Clan 1 · 2 Jan 2026", "Clan 1 · 2 Jan 2026", "Clan 1 · 3 Jan 2026"]);
    }

    [Theory]
    [InlineData(404, 10015, "Unknown Webhook")]
    [InlineData(401, 50027, "Invalid Webhook Token")]
    public async Task A_webhook_that_is_gone_is_never_called_again_and_the_next_digest_elsewhere_says_so_once(int status, int code, string message)
    {
        await using var officers = await Officers.StartAsync(server, routes: ["gone", "well"]);
        officers.Discord.Faults.Add(DiscordFault.Error(status, code, message), webhook: "gone");
        await officers.NextDayAsync();
        (await officers.QueueAsync()).Order(StringComparer.Ordinal).ShouldBe(["gone dropped", "well delivered"]);

        await officers.NextDayAsync();
        await officers.NextDayAsync();
        officers.Discord.Answers.Count(a => a.EndsWith("gone", StringComparison.Ordinal)).ShouldBe(1);
        officers.Discord.Received.Select(m => Officers.Read(m).Contains($"• The route gone is disabled: HTTP {status}, {message} ({code}). See notify status.", StringComparison.Ordinal))
            .ShouldBe([false, true, false]);
    }

    [Fact]
    public async Task A_message_that_discord_refuses_lies_in_the_dead_letters_with_its_answer_and_those_behind_it_go_on()
    {
        await using var officers = await Officers.StartAsync(server);
        officers.Discord.Faults.Add(DiscordFault.Error(400, 50035, "Invalid Form Body"));
        await officers.NextDayAsync();
        await officers.NextDayAsync();

        (await officers.QueueAsync()).ShouldBe(["officers refused", "officers delivered"]);
        var letter = "";
        for (var start = TimeProvider.System.GetTimestamp(); letter.Length == 0 && TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(30); await Task.Yield())
            letter = string.Concat(await officers.Ledger.TextsAsync("select exception_message || ' ' || encode(body, 'escape') from wolverine.wolverine_dead_letters"));
        letter.ShouldSatisfyAllConditions(
            l => l.ShouldContain("""for route officers: HTTP 400: {"message":"Invalid Form Body","code":50035}"""), l => l.ShouldContain("2 Jan 2026"));
    }

    [Fact]
    public async Task Digests_in_the_queue_survive_a_restart_and_go_out_by_themselves()
    {
        await using var officers = await Officers.StartAsync(server, settings: ("Discord:RetryAfterSeconds", "600"));
        officers.Discord.Faults.Add(DiscordFault.Error(503), times: null);
        var run = await officers.NextDayAsync();
        (await officers.DeliveredAsync(run)).PutOff.ShouldBe([("officers", "HTTP 503, Something went wrong (0)")]);
        var connection = officers.Ledger.Database.ConnectionString;
        await officers.Ledger.StopAsync();
        officers.Discord.Faults.Clear();

        // Ten minutes pass.
        await using (var database = Npgsql.NpgsqlDataSource.Create(connection))
        await using (var pass = database.CreateCommand("update notify.t_messages set next_attempt = now(); update wolverine.wolverine_incoming_envelopes set execution_time = now() where status = 'Scheduled'"))
            (await pass.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(2);
        await using var again = await TestLedger.StartAsync(
            server, officers.Scene.Bungie.BaseUrl, ("ConnectionStrings:Ledger", connection), ("Discord:Routes:officers:WebhookUrl", officers.Webhooks["officers"]));
        await ClanLedger.Notifying.Delivering.DeliveryWait.ForAsync(again.Database, run.RunId, TimeProvider.System, TestContext.Current.CancellationToken);

        officers.Discord.Received.ShouldHaveSingleItem();
        (await again.TextsAsync("select state || ' ' || attempts from notify.t_messages")).ShouldBe(["delivered 2"]);
    }

    [Fact]
    public async Task What_waits_goes_out_through_the_webhook_that_the_route_has_now()
    {
        await using var officers = await Officers.StartAsync(server, settings: ("Discord:RetryAfterSeconds", "600"));
        officers.Discord.Faults.Add(DiscordFault.Error(503), webhook: "officers", times: null);
        var run = await officers.NextDayAsync();
        var connection = officers.Ledger.Database.ConnectionString;
        await officers.Ledger.ExecuteAsync("update notify.t_messages set next_attempt = now()");
        await officers.Ledger.StopAsync();

        await using var again = await TestLedger.StartAsync(
            server, officers.Scene.Bungie.BaseUrl, ("ConnectionStrings:Ledger", connection), ("Discord:Routes:officers:WebhookUrl", officers.Discord.AddWebhook("new").ToString()));
        await ClanLedger.Notifying.Delivering.DeliveryWait.ForAsync(again.Database, run.RunId, TimeProvider.System, TestContext.Current.CancellationToken);

        officers.Discord.Received.ShouldHaveSingleItem().Webhook.ShouldBe("new");
    }

    [Fact]
    public async Task A_route_that_has_to_wait_keeps_no_other_of_its_webhook_waiting()
    {
        await using var officers = await Officers.StartAsync(server);
        await officers.NextDayAsync();
        var connection = officers.Ledger.Database.ConnectionString;
        await officers.Ledger.StopAsync();
        officers.World.LiveOneDay();
        await using var again = await TestLedger.StartAsync(
            server, officers.Scene.Bungie.BaseUrl, ("ConnectionStrings:Ledger", connection), ("Discord:RetryAfterSeconds", "600"),
            ("Discord:Routes:a:WebhookUrl", officers.Webhooks["officers"]), ("Discord:Routes:a:ThreadId", "77"), ("Discord:Routes:b:WebhookUrl", officers.Webhooks["officers"]));
        officers.Discord.Faults.Add(DiscordFault.Error(500));

        var run = await again.SyncAsync(officers.World.Day);
        await ClanLedger.Notifying.Delivering.DeliveryWait.ForAsync(again.Database, run.RunId, TimeProvider.System, TestContext.Current.CancellationToken);

        (await again.TextsAsync($"select route || ' ' || state from notify.t_messages where run_id = '{run.RunId}' order by route")).ShouldBe(["a queued", "b delivered"]);
    }
}
