using ClanLedger.Appending;
using ClanLedger.Running;
using ClanLedger.Scheduling;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Staging;
using ClanLedger.Tests.Harness;
using ClanLedger.Tests.Syncing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Wolverine;

namespace ClanLedger.Tests.Operating;

/// <summary>Messages are handled at least once: twice must be harmless, and late as well.</summary>
public sealed class RepeatedMessagesTests(LedgerServer server)
{
    [Fact]
    public async Task The_messages_of_a_run_that_is_in_the_ledger_end_quietly()
    {
        await using var scene = await Scene.StartAsync(server);
        var run = await scene.SyncAsync();
        var before = await WholeLedger.OfAsync(scene.Ledger);
        var asked = scene.Bungie.RequestsServed;
        var clans = scene.Clans.Select(c => c.ClanId).ToArray();

        (await InvokeAsync<StageRoster>(scene, new RequestSync(run.RunId, scene.World.Day, []))).ShouldBeNull();
        (await InvokeAsync<ApplyRoster>(scene, new StageRoster(run.RunId, scene.World.Day, clans))).ShouldBeNull();
        (await InvokeAsync<SyncResult>(scene, new ApplyRoster(run.RunId, scene.World.Day, clans, run.Staged))).ShouldBeNull();

        (await WholeLedger.OfAsync(scene.Ledger)).ShouldBe(before);
        scene.Bungie.RequestsServed.ShouldBe(asked);
        (await scene.SyncAsync()).Completed.Status.ShouldBe("complete", "the turn was given back");
    }

    [Fact]
    public async Task A_run_whose_commit_was_not_heard_of_is_told_all_the_same()
    {
        await using var scene = await Scene.StartAsync(server);
        var run = await scene.SyncAsync();
        const string Told = "select bool_and(queued is not null) from notify.t_reports";
        await Until.TrueAsync("the report is told", () => scene.Ledger.OneAsync<bool>(Told));
        await scene.Ledger.ExecuteAsync("update notify.t_reports set queued = null");

        await InvokeAsync<SyncResult>(scene, new ApplyRoster(run.RunId, scene.World.Day, [.. scene.Clans.Select(c => c.ClanId)], run.Staged));

        await Until.TrueAsync("the report is told", () => scene.Ledger.OneAsync<bool>(Told));
    }

    [Fact]
    public async Task A_run_that_was_broken_off_and_overtaken_reads_its_rosters_again()
    {
        await using var scene = await Scene.StartAsync(server);
        var leaver = scene.World.Join(scene.Clans[0], "Leaver");
        await scene.SyncAsync();
        var late = Guid.CreateVersion7();
        var staged = await InvokeAsync<ApplyRoster>(scene, new StageRoster(late, scene.World.Day, [.. scene.Clans.Select(c => c.ClanId)]));
        await scene.Ledger.Services.GetRequiredService<RunTurns>().DisposeAsync(); // as when its process dies
        scene.World.Leave(leaver);
        var overtaking = await scene.Ledger.SyncAsync(scene.World.Day, scene.Clans[0].ClanId);
        (await scene.EventsAsync(overtaking)).ShouldBe(["member_left"]);

        (await InvokeAsync<SyncResult>(scene, staged!)).ShouldBeNull();

        await Until.TrueAsync("the late run is in the ledger", async () =>
            await scene.Ledger.OneAsync<long>($"select count(*) from staging.t_runs where run_id = '{late}' and applied is not null") == 1);
        (await scene.Ledger.TextsAsync($"select type from ledger.mt_events where stream_id = 'member/{leaver.MembershipId}' order by version"))
            .ShouldBe(["member_joined", "member_left"], "they did not come back");
    }

    [Fact]
    public async Task A_run_that_was_begun_earlier_and_read_later_overtakes_as_well()
    {
        await using var scene = await Scene.StartAsync(server, clans: 2);
        await scene.SyncAsync();
        long[] both = [.. scene.Clans.Select(c => c.ClanId)];
        var (early, late) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        scene.Bungie.Faults.On(Target.Everything, Fault.Html());
        await InvokeAsync<ApplyRoster>(scene, new StageRoster(early, scene.World.Day, both));
        await scene.Ledger.Services.GetRequiredService<RunTurns>().DisposeAsync(); // as when its process dies
        scene.Bungie.Faults.Clear();
        var staged = await InvokeAsync<ApplyRoster>(scene, new StageRoster(late, scene.World.Day, [both[0]]));
        await scene.Ledger.Services.GetRequiredService<RunTurns>().DisposeAsync();
        var newcomer = scene.World.Join(scene.Clans[0], "Newcomer");
        var again = await InvokeAsync<ApplyRoster>(scene, new StageRoster(early, scene.World.Day, both));
        (await InvokeAsync<SyncResult>(scene, again!)).ShouldNotBeNull();

        (await InvokeAsync<SyncResult>(scene, staged!)).ShouldBeNull();

        await Until.TrueAsync("the late run is in the ledger", async () =>
            await scene.Ledger.OneAsync<long>($"select count(*) from staging.t_runs where run_id = '{late}' and applied is not null") == 1);
        (await scene.Ledger.TextsAsync($"select type from ledger.mt_events where stream_id = 'member/{newcomer.MembershipId}' order by version"))
            .ShouldBe(["member_joined"], "they did not leave");
    }

    [Fact]
    public async Task A_run_that_is_being_read_again_is_not_applied_before_it_is_read_to_its_end()
    {
        await using var scene = await Scene.StartAsync(server);
        var leaver = scene.World.Join(scene.Clans[0], "Leaver");
        await scene.SyncAsync();
        scene.World.Leave(leaver);
        var stage = new StageRoster(Guid.CreateVersion7(), scene.World.Day, [.. scene.Clans.Select(c => c.ClanId)]);
        var staged = await InvokeAsync<ApplyRoster>(scene, stage);
        await scene.Ledger.Services.GetRequiredService<RunTurns>().DisposeAsync(); // as when its process dies
        await StagedSoFar.OpenAsync(scene.Ledger.Database, stage, TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);

        (await InvokeAsync<SyncResult>(scene, staged!)).ShouldBeNull();

        await Until.TrueAsync("the run is in the ledger", async () =>
            await scene.Ledger.OneAsync<long>($"select count(*) from staging.t_runs where run_id = '{stage.RunId}' and staged < applied") == 1);
    }

    [Fact]
    public async Task A_run_that_waited_for_days_is_of_the_day_on_which_it_is_read()
    {
        await using var scene = await Scene.StartAsync(server, clans: 2);
        long[] both = [.. scene.Clans.Select(c => c.ClanId)];
        var (today, old) = (DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), RunIds.Of(TimeProvider.System.GetUtcNow().AddDays(-3)));

        var staged = (await InvokeAsync<ApplyRoster>(scene, new StageRoster(old, today.AddDays(-3), both)))!;
        (await InvokeAsync<SyncResult>(scene, staged))!.Completed.EffectiveDate.ShouldBe(today);

        (await scene.Ledger.TextsAsync("select distinct effective_date::text from (select effective_date from staging.t_runs union all select effective_date from staging.t_snapshots union all select effective_date from groups.t_runs) d"))
            .ShouldBe([$"{today:yyyy-MM-dd}"]);
        RunIds.TimeOf(old)!.Value.ShouldBe(TimeProvider.System.GetUtcNow().AddDays(-3), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task What_a_run_had_read_for_another_day_or_of_a_clan_that_is_its_no_more_is_none_of_it()
    {
        await using var scene = await Scene.StartAsync(server, clans: 3);
        long[] all = [.. scene.Clans.Select(c => c.ClanId)];
        var stage = new StageRoster(Guid.CreateVersion7(), scene.World.Day, all);
        await InvokeAsync<ApplyRoster>(scene, stage);
        await scene.Ledger.Services.GetRequiredService<RunTurns>().DisposeAsync(); // as when its process dies
        var asked = scene.Bungie.RequestsServed;

        await InvokeAsync<ApplyRoster>(scene, stage with { ClanIds = all[..2] });
        await scene.Ledger.Services.GetRequiredService<RunTurns>().DisposeAsync();
        (scene.Bungie.RequestsServed - asked).ShouldBe(0, "all was read");
        (await scene.Ledger.TextsAsync("select clan_id::text from staging.t_snapshots order by clan_id")).ShouldBe(all[..2].Select(id => $"{id}"));

        var staged = await InvokeAsync<ApplyRoster>(scene, stage with { ClanIds = all[..2], EffectiveDate = scene.World.Day.AddDays(1) });
        (scene.Bungie.RequestsServed - asked).ShouldBe(6, "read anew");
        (await InvokeAsync<SyncResult>(scene, staged!))!.Completed.Status.ShouldBe("complete");
        (await scene.Ledger.TextsAsync("select distinct effective_date::text from staging.t_snapshots")).ShouldBe([$"{scene.World.Day.AddDays(1):yyyy-MM-dd}"]);
    }

    [Fact]
    public async Task A_run_whose_next_message_was_lost_does_not_keep_its_turn_for_ever()
    {
        await using var scene = await Scene.StartAsync(server);
        var clock = new FakeTimeProvider();
        await using var turns = new RunTurns(scene.Ledger.Database, clock);
        var lost = Guid.NewGuid();
        turns.Keep(lost, await turns.TakeAsync(lost, TestContext.Current.CancellationToken));

        var next = scene.SyncAsync();
        clock.Advance(RunTurns.KeptFor - TimeSpan.FromSeconds(1));
        (await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken))).ShouldNotBe(next, "the lost run may still go on");
        clock.Advance(TimeSpan.FromSeconds(1));

        (await next.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Completed.Status.ShouldBe("complete");
    }

    private static async Task<T?> InvokeAsync<T>(Scene scene, object message) where T : class
    {
        await using var scope = scene.Ledger.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync<T>(message, TestContext.Current.CancellationToken);
    }
}
