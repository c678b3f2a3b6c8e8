using System.Net;
using System.Text.Json.Nodes;
using ClanLedger.Scheduling;
using ClanLedger.Tests.Harness;

namespace ClanLedger.Tests.Operating;

public sealed class ScheduleTests(LedgerServer server)
{
    private const string Requests = "select count(*) from wolverine.wolverine_incoming_envelopes where message_type like '%RequestSync' and status <> 'Scheduled'";

    [Fact]
    public async Task What_was_missed_too_long_ago_is_not_made_up_for_and_the_service_tells_how_it_is()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        await scene.SyncLongAgoAsync();
        scene.ScheduleIn(TimeSpan.FromHours(-2));
        scene.Set("Schedule__CatchUpWithin", "01:00:00");
        scene.Set("Logging__Console__FormatterName", "json");
        var node = await scene.StartNode().ReadyAsync();

        (await scene.OneAsync(Requests)).ShouldBe(0);
        var said = JsonNode.Parse(node.Log.Split('\n').Single(line => line.Contains("Serving at", StringComparison.Ordinal)))!;
        said["LogLevel"]!.GetValue<string>().ShouldBe("Information");
        await TellsHowItIsAsync(scene, node);
    }

    [Fact]
    public async Task A_run_that_was_made_is_not_missed_once_what_it_staged_is_pruned()
    {
        await using var scene = await Scene.StartAsync(server);
        await scene.SyncAsync();
        var occurrence = new DateTimeOffset(2026, 1, 2, 17, 30, 0, TimeSpan.Zero);
        await scene.Ledger.ExecuteAsync("update staging.t_runs set started = '2026-01-01'");
        (await IsMissedAsync(scene, occurrence)).ShouldBeTrue();
        await scene.Ledger.ExecuteAsync($"insert into groups.t_runs values ('{RunIds.Of(occurrence)}', '2026-01-02')");

        (await IsMissedAsync(scene, occurrence)).ShouldBeFalse();
        (await IsMissedAsync(scene, occurrence.AddDays(1))).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_was_missed_when_someone_had_all_clans_read_since()
    {
        await using var scene = await Scene.StartAsync(server, clans: 2);
        var occurrence = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        (await IsMissedAsync(scene, occurrence)).ShouldBeFalse("a new ledger has missed nothing");
        await scene.SyncAsync();

        (await IsMissedAsync(scene, occurrence)).ShouldBeFalse();
        (await IsMissedAsync(scene, occurrence.AddMinutes(2))).ShouldBeTrue();
        await scene.Ledger.ExecuteAsync("update staging.t_snapshots set verdict = 'failed' where snapshot_id = 1");
        (await IsMissedAsync(scene, occurrence)).ShouldBeTrue("one of the rosters could not be read");
        await scene.Ledger.ExecuteAsync("update staging.t_snapshots set verdict = 'complete'");
        await scene.Ledger.ExecuteAsync("update staging.t_runs set clan_ids = clan_ids[1:1]");
        (await IsMissedAsync(scene, occurrence)).ShouldBeTrue("one of the clans was not read");
        await scene.SyncNextDayAsync();
        (await IsMissedAsync(scene, occurrence)).ShouldBeFalse();
        scene.World.LiveOneDay();
        (await IsMissedAsync(scene, occurrence)).ShouldBeTrue("what was read is of a day before");
    }

    [Fact]
    public async Task A_scheduled_run_that_a_person_has_to_mend_is_told_once_and_not_tried_again()
    {
        await using var scene = await ServiceScene.StartAsync(server);
        await scene.MissRunAsync();
        await scene.Program.DoneAsync("clans", "remove", scene.Clan.ClanId.ToString());
        var node = await scene.StartNode().ReadyAsync();

        await scene.UntilAsync($"{Requests} and status = 'Handled'", 1);

        node.Log.Split('\n').Count(line => line.Contains("No clan is tracked", StringComparison.Ordinal)).ShouldBe(1, node.Log);
        node.Log.ShouldNotContain("   at ");
        (await scene.OneAsync("select count(*) from wolverine.wolverine_dead_letters")).ShouldBe(0);
    }

    [Theory]
    [InlineData("Schedule__Sync", "daily", "Schedule__Sync is 'daily'; allowed is a cron expression of five or, with seconds first, six fields such as '30 17 * * *', or off")]
    [InlineData("Schedule__TimeZone", "Mars/Olympus", "Schedule__TimeZone is 'Mars/Olympus'; allowed is an IANA time zone")]
    [InlineData("Schedule__CatchUpWithin", "soon", "Schedule__CatchUpWithin is 'soon'; allowed is a span of time")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_ENDPOINT is 'collector'; allowed is an absolute http or https address")]
    public async Task A_setting_that_is_not_allowed_stops_the_service_with_one_line(string key, string value, string expected) =>
        (await ProgramUnderTest.On(server.Empty, new Uri("http://127.0.0.1:1/")).With(key, value).RefusedAsync("serve")).ShouldContain(expected);

    private static Task<bool> IsMissedAsync(Scene scene, DateTimeOffset occurrence) =>
        Occurrences.IsMissedAsync(scene.Ledger.Database, occurrence, scene.World.Day, TestContext.Current.CancellationToken);

    private static async Task TellsHowItIsAsync(ServiceScene scene, ServiceNode node)
    {
        using var http = new HttpClient { BaseAddress = node.Address };
        (await http.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = JsonNode.Parse((await scene.Program.DoneAsync("health", "--url", node.Address.ToString())).Output)!;
        ready["status"]!.GetValue<string>().ShouldBe("ready");
        ready["checks"]!.AsArray().Select(c => $"{c!["name"]} {c["state"]}")
            .ShouldBe(["database good", "schema good", "wolverine good", "messages good", "last run good", "verification good", "discord good"]);

        await scene.ExecuteAsync("comment on schema groups is 'of another version'");
        using var unready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        unready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await unready.Content.ReadAsStringAsync()).ShouldContain("run `resources setup`");
        (await node.StopAsync()).ShouldBe(0, node.Log);
        (await scene.Program.RefusedAsync("health", "--url", node.Address.ToString())).ShouldContain("No service answers");
    }
}
