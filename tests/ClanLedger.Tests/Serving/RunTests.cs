using System.Text.Json.Nodes;
using ClanLedger.Hosting;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using Wolverine.Tracking;

namespace ClanLedger.Tests.Serving;

public sealed class RunTests(LedgerServer server)
{
    [Fact]
    public async Task An_officer_starts_a_run_and_it_says_who_asked()
    {
        await using var scene = await Scene.StartAsync(server, settings: Api.Keys);
        var api = await Api.OfAsync(scene.Ledger);
        string? location = null;

        await scene.Ledger.Web.ExecuteAndWaitAsync(async _ =>
        {
            var accepted = await api.SendAsync("POST", "/api/runs", 202, Api.Officer, new { });
            location = accepted.Context.Response.Headers.Location.ToString();
            location.ShouldBe($"/api/runs/{JsonNode.Parse(accepted.ReadAsText())!["runId"]}");
        }, timeoutInMilliseconds: 60_000);

        var run = await api.GetAsync(location!);
        (run["status"]!.GetValue<string>(), run["requestedBy"]!.GetValue<string>(), run["clans"]!.AsArray().Count).ShouldBe(("complete", "an officer", 2));
        (await api.ItemsAsync("/api/runs")).ShouldHaveSingleItem().ToJsonString().ShouldBe(run.ToJsonString());
        (await scene.Ledger.OneAsync<long>("select count(*) from groups.t_members")).ShouldBe(2);
        (await api.RefusedAsync("/api/runs", 409, "POST", Api.Officer, new { clans = new[] { "7" } })).ShouldStartWith("Clan 7 is not tracked");
        (await api.RefusedAsync("/api/runs", 400, "POST", Api.Officer, new { clans = "7" })).ShouldStartWith("The body is not the JSON");
    }

    [Fact]
    public async Task A_run_that_is_refused_says_so_and_why_until_it_goes_on_after_all()
    {
        await using var scene = await Scene.StartAsync(server, settings: Api.Keys);
        var api = await Api.OfAsync(scene.Ledger);
        scene.Bungie.Faults.ForAll(Fault.Error(2101, "ApiInvalidOrExpiredKey", 401));
        await api.SendAsync("POST", "/api/runs", 202, Api.Officer, new { });
        await Until.TrueAsync("the run was refused", async () => (await api.ItemsAsync("/api/runs"))[0]["failure"] is not null);
        await Should.ThrowAsync<UserErrorException>(scene.SyncAsync());

        var runs = await api.ItemsAsync("/api/runs");
        runs.Select(r => (r["status"]!.GetValue<string>(), r["requestedBy"]?.GetValue<string>(), r["applied"]))
            .ShouldBe([("failed", null, null), ("failed", "an officer", null)], "a command is refused like a request");
        runs.ShouldAllBe(r => r["failure"]!.GetValue<string>().StartsWith("bungie.net refuses Bungie__ApiKey (ErrorCode 2101 ApiInvalidOrExpiredKey)", StringComparison.Ordinal));

        scene.Bungie.Faults.Clear();
        await scene.SyncAsync();
        runs = await api.ItemsAsync("/api/runs");
        runs.Select(r => (r["status"]!.GetValue<string>(), r["failure"] is null)).ShouldBe([("complete", true), ("failed", false)], "the command's run went on");
    }

    [Fact]
    public async Task What_is_told_of_a_run_is_told_when_its_staged_rows_are_gone()
    {
        await using var scene = await Scene.StartAsync(server, settings: [.. Api.Keys, ("Staging:KeepRuns", "1")]);
        var api = await Api.OfAsync(scene.Ledger);
        scene.Bungie.Faults.ForAll(Fault.Error(2101, "ApiInvalidOrExpiredKey", 401));
        await api.SendAsync("POST", "/api/runs", 202, Api.Officer, new { });
        await Until.TrueAsync("the run was refused", async () => (await api.ItemsAsync("/api/runs"))[0]["failure"] is not null);
        scene.Bungie.Faults.Clear();
        var first = await scene.SyncAsync();
        await scene.Ledger.ExecuteAsync("update ledger.mt_events set timestamp = timestamp + interval '1 hour' where type = 'sync_completed'");
        await scene.SyncNextDayAsync();
        (await scene.Ledger.OneAsync<long>($"select count(*) from staging.t_snapshots where run_id = '{first.RunId}'")).ShouldBe(0);

        var runs = await api.ItemsAsync("/api/runs");

        runs[2]["status"]!.GetValue<string>().ShouldBe("failed");
        runs[2]["failure"]!.GetValue<string>().ShouldStartWith("bungie.net refuses Bungie__ApiKey");
        (runs[1]["applied"]!.GetValue<DateTimeOffset>() - runs[1]["started"]!.GetValue<DateTimeOffset>()).TotalMinutes.ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public async Task Held_snapshots_are_decided_by_officers_and_the_event_says_by_whom()
    {
        await using var scene = await Scene.StartAsync(server, settings: Api.Keys);
        var api = await Api.OfAsync(scene.Ledger);
        for (var i = 0; i < 9; i++)
            scene.World.Join(scene.Clans[0], $"Member {i}");
        await scene.SyncAsync();
        foreach (var person in scene.Clans[0].Members.Skip(1).Take(6).ToArray())
            scene.World.Leave(person);
        await scene.SyncNextDayAsync();

        var held = (await api.ItemsAsync("/api/snapshots?verdict=quarantined&clan=881001")).ShouldHaveSingleItem();
        (held["known"]!.GetValue<int>(), held["absent"]!.GetValue<int>()).ShouldBe((10, 6));
        var id = held["snapshotId"]!.GetValue<string>();
        var accepted = JsonNode.Parse((await api.SendAsync("POST", $"/api/snapshots/{id}/accept", 200, Api.Officer)).ReadAsText())!;
        accepted["verdict"]!.GetValue<string>().ShouldBe("accepted");
        (await scene.Ledger.TextsAsync("select headers ->> 'by' from ledger.mt_events where type in ('snapshot_accepted', 'member_left')")).ShouldBe(Enumerable.Repeat("an officer", 7));
        (await api.ItemsAsync("/api/runs"))[0]["clans"]!.AsArray().Select(c => $"{c!["verdict"]} {c["members"]} {c["changes"]!["disabled"]}").ShouldBe(["accepted 4 6", "complete 1 "]);
        (await api.RefusedAsync($"/api/snapshots/{id}/reject", 409, "POST", Api.Officer)).ShouldBe($"Snapshot {id} is not held: it is accepted");
        (await api.RefusedAsync("/api/snapshots/999/accept", 404, "POST", Api.Officer)).ShouldBe("There is no snapshot 999");

        await scene.SyncNextDayAsync();
        foreach (var person in scene.World.People.Where(p => p.ClanId is null).ToArray())
            scene.World.Return(person, scene.Clans[0]);
        await scene.SyncNextDayAsync();
        foreach (var person in scene.Clans[0].Members.Skip(1).Take(8).ToArray())
            scene.World.Leave(person);
        await scene.SyncNextDayAsync();
        var second = (await api.ItemsAsync("/api/snapshots?verdict=quarantined")).ShouldHaveSingleItem()["snapshotId"]!.GetValue<string>();
        await api.SendAsync("POST", $"/api/snapshots/{second}/reject", 200, Api.Officer);
        (await scene.Ledger.TextsAsync("select headers ->> 'by' from ledger.mt_events where type = 'snapshot_rejected'")).ShouldBe(["an officer"]);
        (await api.ItemsAsync("/api/runs"))[0]["clans"]![0]!["verdict"]!.GetValue<string>().ShouldBe("rejected");
        (await api.GetAsync("/api/snapshots?limit=1"))["nextCursor"].ShouldNotBeNull();
    }

    [Fact]
    public async Task An_admin_tracks_and_untracks_clans()
    {
        await using var scene = await Scene.StartAsync(server, settings: Api.Keys);
        var api = await Api.OfAsync(scene.Ledger);
        var third = scene.World.AddClan("Third", "3RD");

        var tracked = JsonNode.Parse((await api.SendAsync("POST", "/api/clans", 200, Api.Admin, new { clanId = $"{third.ClanId}", group = "The Fleet" })).ReadAsText())!;
        (tracked["name"]!.GetValue<string>(), tracked["tracked"]!.GetValue<bool>(), tracked["groups"]!.ToJsonString()).ShouldBe(("Third", true, """["The Fleet"]"""));
        await api.SendAsync("DELETE", $"/api/clans/{third.ClanId}", 204, Api.Admin);
        (await api.GetAsync($"/api/clans/{third.ClanId}"))["tracked"]!.GetValue<bool>().ShouldBeFalse();
        (await api.RefusedAsync($"/api/clans/{third.ClanId}", 409, "DELETE", Api.Admin)).ShouldStartWith($"Clan {third.ClanId} is not tracked");
        (await api.RefusedAsync("/api/clans", 409, "POST", Api.Admin, new { clanId = "5" })).ShouldStartWith("bungie.net knows no clan 5");
        await api.RefusedAsync("/api/clans", 400, "POST", Api.Admin, new { clanId = "x" });
        await api.RefusedAsync("/api/clans", 400, "POST", Api.Admin, new { clanId = "5", grup = "The Fleet" });
        (await scene.Ledger.TextsAsync($"select type || ' ' || (headers ->> 'by') from ledger.mt_events where stream_id = 'clan/{third.ClanId}' order by version"))
            .ShouldBe(["clan_tracked an admin", "clan_grouped an admin", "clan_untracked an admin"]);
    }
}
