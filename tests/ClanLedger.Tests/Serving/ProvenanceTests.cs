using System.Text.Json.Nodes;
using ClanLedger.Running;
using ClanLedger.Serving;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Tests.Harness;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Serving;

/// <summary>How do you know? Every event of a member leads back to the roster that showed it.</summary>
public sealed class ProvenanceTests(LedgerServer server)
{
    [Fact]
    public async Task Each_event_leads_to_its_run_and_roster_even_when_the_staged_rows_are_gone()
    {
        await using var scene = await SceneAsync(("Staging:KeepRuns", "1"));
        var person = scene.Clans[0].Members[1];
        var joined = await scene.SyncAsync();
        scene.World.Leave(person);
        var left = await scene.SyncNextDayAsync();
        scene.World.Return(person, scene.Clans[1]);
        var returned = await scene.SyncNextDayAsync();

        var why = await WhyAsync(scene, person);

        why.Select(w => (w.RunId, w.SnapshotId, w.ClanId, w.EffectiveDate, w.Presence, w.Members, w.Kept)).ShouldBe(
        [
            (joined.RunId, joined.Snapshots[0].SnapshotId, scene.Clans[0].ClanId, new DateOnly(2026, 1, 1), "present", 10, false),
            (left.RunId, left.Snapshots[0].SnapshotId, scene.Clans[0].ClanId, new DateOnly(2026, 1, 2), "absent", 9, false),
            (returned.RunId, returned.Snapshots[1].SnapshotId, scene.Clans[1].ClanId, new DateOnly(2026, 1, 3), "present", 2, true),
        ]);
        why.Select(w => (w.Hash, w.Fetched)).ShouldBe(new[] { Of(joined, 0), Of(left, 0), Of(returned, 1) });
    }

    [Theory]
    [InlineData("none", true, null)]
    [InlineData("elsewhere", true, "Elsewhere")]
    [InlineData("no answer", false, null)]
    public async Task A_departure_says_what_bungie_net_answered(string where, bool confirmed, string? to)
    {
        await using var scene = await SceneAsync();
        await scene.SyncAsync();
        var person = scene.Clans[0].Members[1];
        if (where == "elsewhere")
            scene.World.Transfer(person, scene.World.AddClan("Elsewhere", "E"));
        else
            scene.World.Leave(person);
        if (where == "no answer")
            scene.Bungie.Faults.On(Target.AnyMembershipOf, Fault.Html());
        await scene.SyncNextDayAsync();

        var departure = (await WhyAsync(scene, person))[^1].Departure!;

        (departure.Confirmed, departure.To?.Name).ShouldBe((confirmed, to));
    }

    [Fact]
    public async Task A_roster_that_was_held_says_why_it_was_believed()
    {
        await using var scene = await SceneAsync(("Guard:AutoAcceptAfter", "2"));
        await scene.SyncAsync();
        var gone = scene.Clans[0].Members.Skip(1).ToArray();
        foreach (var person in gone)
            scene.World.Leave(person);
        await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();

        (await WhyAsync(scene, gone[0]))[^1].ShouldSatisfyAllConditions(
            w => w.EffectiveDate.ShouldBe(new DateOnly(2026, 1, 3)),
            w => w.Accepted.ShouldBe("9 of 10 known members are absent; accepted, as 2 days in a row say the same"));
    }

    [Fact]
    public async Task Timeline_tells_it_on_request()
    {
        var world = World.Empty(new DateOnly(2026, 1, 1));
        var person = world.Join(world.AddClan("The Clan", "TC"), "Crota");
        await using var bungie = await SimulatedBungie.StartAsync(world);
        var program = await ProgramUnderTest.OnNewLedgerAsync(server, bungie.BaseUrl);
        await program.DoneAsync("clans", "add", "881001");
        var run = JsonNode.Parse((await program.DoneAsync("sync", "--effective-date", "2026-01-01", "--json")).Output)!;

        var text = (await program.DoneAsync("timeline", "Crota", "--why")).Output;
        text.ShouldSatisfyAllConditions(
            t => t.ShouldContain("present on the roster of The Clan"), t => t.ShouldContain("of 2026-01-01: 1 members, read "), t => t.ShouldContain($"run {run["run_id"]}"));
        (await program.DoneAsync("timeline", "Crota")).Output.ShouldNotContain("roster");
        var told = JsonNode.Parse((await program.DoneAsync("timeline", $"{person.MembershipId}", "--why", "--json")).Output)!["events"]![0]!;
        ((string?)told["why"]!["runId"], (string?)told["why"]!["snapshotId"], (string?)told["why"]!["clanId"], (string?)told["why"]!["presence"])
            .ShouldBe(((string?)run["run_id"], $"{run["clans"]![0]!["snapshot_id"]}", "881001", "present"));
    }

    private static (string, DateTimeOffset?) Of(SyncResult run, int clan) => (run.Snapshots[clan].Hash!, run.Snapshots[clan].Fetched);

    /// <summary>Of all events but play, oldest first.</summary>
    private static async Task<Provenance[]> WhyAsync(Scene scene, Person person)
    {
        var entries = await Timeline.ReadAsync(scene.Ledger.Services.GetRequiredService<IDocumentStore>(), person.MembershipId, TestContext.Current.CancellationToken);
        var why = await Provenance.ReadAsync(scene.Ledger.Database, entries, TestContext.Current.CancellationToken);
        why.Count.ShouldBe(entries.Count);
        return [.. why.OrderBy(w => w.Key).Select(w => w.Value)];
    }

    private async Task<Scene> SceneAsync(params (string Key, string Value)[] settings)
    {
        var scene = await Scene.StartAsync(server, clans: 2, settings: settings);
        for (var i = 2; i <= 10; i++)
            scene.World.Join(scene.Clans[0], $"Member {i}");
        return scene;
    }
}
