using ClanLedger.Hosting;
using ClanLedger.Ledger;
using ClanLedger.Simulator;
using ClanLedger.Tests.Harness;
using ClanLedger.Tracking;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Syncing;

public sealed class RefusedRunTests(LedgerServer server)
{
    [Fact]
    public async Task A_day_before_the_last_one_in_the_ledger_is_refused_and_changes_nothing()
    {
        await using var scene = await Scene.StartAsync(server);
        await scene.SyncNextDayAsync();
        scene.World.Join(scene.Clans[0], "Crota");
        var before = await WholeLedger.OfAsync(scene.Ledger);

        var refusal = await Should.ThrowAsync<UserErrorException>(scene.Ledger.SyncAsync(new DateOnly(2026, 1, 1)));

        refusal.Message.ShouldBe("The effective date 2026-01-01 lies before 2026-01-02, the last day in the ledger: history is never rewritten");
        (await WholeLedger.OfAsync(scene.Ledger)).ShouldBe(before);
        (await scene.SyncAsync()).Count("new").ShouldBe(1, "the last day itself may be added to");
    }

    [Fact]
    public async Task Tracking_a_clan_anew_does_not_turn_the_calendar_back()
    {
        await using var scene = await Scene.StartAsync(server, clans: 1);
        await scene.SyncNextDayAsync();
        var tracking = scene.Ledger.Services.GetRequiredService<ClanTracking>();
        await tracking.RemoveAsync([scene.Clans[0].ClanId], null, TestContext.Current.CancellationToken);
        await tracking.AddAsync([scene.Clans[0].ClanId], null, TestContext.Current.CancellationToken);

        var refusal = await Should.ThrowAsync<UserErrorException>(scene.Ledger.SyncAsync(new DateOnly(2026, 1, 1)));

        refusal.Message.ShouldContain("lies before 2026-01-02");
        (await scene.SyncAsync()).Completed.Clans[0].Baseline.ShouldBeTrue();
    }

    [Fact]
    public async Task A_day_in_the_future_is_refused()
    {
        await using var scene = await Scene.StartAsync(server);
        var before = await WholeLedger.OfAsync(scene.Ledger);
        var refusal = await Should.ThrowAsync<UserErrorException>(scene.Ledger.SyncAsync(new DateOnly(9999, 12, 31)));
        refusal.Message.ShouldStartWith("The effective date 9999-12-31 lies in the future: allowed is ");
        (await WholeLedger.OfAsync(scene.Ledger)).ShouldBe(before);
    }

    [Fact]
    public async Task A_clan_that_is_not_tracked_is_refused_and_so_is_a_run_over_none()
    {
        await using var scene = await Scene.StartAsync(server);
        (await Should.ThrowAsync<UserErrorException>(scene.Ledger.SyncAsync(scene.World.Day, 881001, 42)))
            .Message.ShouldBe("Clan 42 is not tracked: add it with `clans add 42`, or see `clans list`");
        await using var empty = await TestLedger.StartAsync(server, scene.Bungie.BaseUrl);
        (await Should.ThrowAsync<UserErrorException>(empty.SyncAsync(scene.World.Day))).Message.ShouldStartWith("No clan is tracked: begin with `clans add ID`");
        (await scene.Ledger.OneAsync<long>("select count(*) from groups.t_members")).ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_clans_asked_for_are_looked_at()
    {
        await using var scene = await Scene.StartAsync(server, clans: 3);
        await scene.SyncAsync();
        foreach (var clan in scene.Clans)
            scene.World.Join(clan, "Newcomer");
        var run = await scene.Ledger.SyncAsync(scene.World.Day, 881003, 881001, 881003);

        run.Completed.Status.ShouldBe("complete");
        run.Completed.Clans.Select(c => (c.ClanId, c.Count("new"))).ShouldBe([(881001, 1), (881003, 1)]);
    }

    [Fact]
    public async Task A_key_that_bungie_net_refuses_ends_the_run_before_any_event()
    {
        await using var bungie = await SimulatedBungie.StartAsync(World.Empty(new DateOnly(2026, 1, 1)), new SimulatorOptions { ApiKey = "another" });
        var clan = bungie.World.AddClan("Clan", "C");
        bungie.World.Join(clan, "Crota");
        await using var ledger = await TestLedger.StartAsync(server, bungie.BaseUrl);
        await using (var session = ledger.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Events.Append(StreamKeys.Clan(clan.ClanId), new ClanTracked(bungie.World.Day, new ClanNames("Clan", "C")));
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var before = await WholeLedger.OfAsync(ledger);
        var refusal = await Should.ThrowAsync<UserErrorException>(ledger.SyncAsync(bungie.World.Day));
        refusal.Message.ShouldStartWith("bungie.net refuses Bungie__ApiKey (ErrorCode 2101 ApiInvalidOrExpiredKey)");
        refusal.Message.ShouldNotContain("a-key");
        (await WholeLedger.OfAsync(ledger)).ShouldBe(before);
    }
}
