using ClanLedger.Judging;
using ClanLedger.Simulator.Misbehaving;
using ClanLedger.Staging;
using ClanLedger.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace ClanLedger.Tests.Staging;

public sealed class RetentionTests(LedgerServer server)
{
    [Fact]
    public async Task Of_older_runs_than_are_kept_no_table_of_the_staging_schema_has_a_row()
    {
        await using var scene = await SceneAsync(("Staging:KeepRuns", "2"));
        scene.World.Leave(scene.Clans[0].Members[1]);
        for (var day = 2; day <= 5; day++)
            await scene.SyncNextDayAsync();

        (await scene.Ledger.OneAsync<long>("select count(*) from staging.t_runs")).ShouldBe(2);
        foreach (var table in await scene.Ledger.TextsAsync("select table_name::text from information_schema.columns where table_schema = 'staging' and column_name = 'run_id'"))
            (await scene.Ledger.OneAsync<long>($"select count(*) from staging.{table} where run_id not in (select run_id from staging.t_runs)")).ShouldBe(0, table);
        (await scene.Ledger.OneAsync<long>("select count(distinct run_id) from staging.t_member_characters")).ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_stops_while_old_runs_are_pruned_does_not_undo_the_run_that_was_applied()
    {
        await using var scene = await SceneAsync();

        await Should.NotThrowAsync(() => scene.Ledger.Services.GetRequiredService<Retention>().PruneAsync(new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_held_roster_stays_however_old_with_its_own_rows_alone_and_can_still_be_accepted()
    {
        await using var scene = await SceneAsync(("Staging:KeepRuns", "1"));
        var held = await HoldAsync(scene, 6);
        scene.Bungie.Faults.ForClan(scene.Clans[0].ClanId, Fault.Html());
        for (var day = 3; day <= 6; day++)
            await scene.SyncNextDayAsync();

        var ofHeld = $"from staging.t_clan_members where run_id = '{held.RunId}'";
        (await scene.Ledger.TextsAsync($"select distinct clan_id::text {ofHeld}")).ShouldBe([$"{scene.Clans[0].ClanId}"]);
        foreach (var table in new[] { "t_member_profiles", "t_member_characters" })
        {
            (await scene.Ledger.TextsAsync($"select destiny_id::text from staging.{table} where run_id = '{held.RunId}' order by 1"))
                .ShouldBe(await scene.Ledger.TextsAsync($"select destiny_id::text {ofHeld} order by 1"), table);
        }

        var (_, counts) = await DecisionsOf(scene).AcceptAsync(held.SnapshotId, TestContext.Current.CancellationToken);
        (counts.Members, counts.Count("disabled")).ShouldBe((4, 6));
        await scene.SyncNextDayAsync();
        (await scene.Ledger.OneAsync<long>("select count(distinct run_id) from staging.t_clan_members")).ShouldBe(1);
    }

    [Fact]
    public async Task A_rejected_roster_stays_as_long_as_an_older_one_is_held_so_that_days_in_a_row_are_counted_right()
    {
        await using var scene = await SceneAsync(("Staging:KeepRuns", "1"));
        await HoldAsync(scene, 6);
        await DecisionsOf(scene).RejectAsync((await scene.SyncNextDayAsync()).Snapshots[0].SnapshotId, TestContext.Current.CancellationToken);
        scene.Bungie.Faults.ForClan(scene.Clans[0].ClanId, Fault.Html());
        await scene.SyncNextDayAsync();
        await scene.SyncNextDayAsync();
        scene.Bungie.Faults.Clear();

        var run = await scene.SyncNextDayAsync();

        run.Snapshots[0].Reason!.ShouldEndWith("(day 1)");
    }

    [Fact]
    public async Task A_run_is_in_the_ledger_whether_or_not_pruning_works_and_the_next_one_makes_up_for_it()
    {
        await using var scene = await SceneAsync(("Staging:KeepRuns", "1"));
        await scene.Ledger.ExecuteAsync("alter function staging.fn_prune rename to fn_prune_away");
        (await scene.SyncNextDayAsync()).Completed.Status.ShouldBe("complete");
        (await scene.Ledger.OneAsync<long>("select count(*) from staging.t_runs")).ShouldBe(2);

        await scene.Ledger.ExecuteAsync("alter function staging.fn_prune_away rename to fn_prune");
        await scene.SyncNextDayAsync();
        (await scene.Ledger.OneAsync<long>("select count(*) from staging.t_runs")).ShouldBe(1);
    }

    private static SnapshotDecisions DecisionsOf(Scene scene) => scene.Ledger.Services.GetRequiredService<SnapshotDecisions>();

    private static async Task<(Guid RunId, long SnapshotId)> HoldAsync(Scene scene, int leavers)
    {
        foreach (var person in scene.Clans[0].Members.Skip(10 - leavers).ToArray())
            scene.World.Leave(person);
        var run = await scene.SyncNextDayAsync();
        run.Snapshots[0].Verdict.ShouldBe("quarantined");
        return (run.RunId, run.Snapshots[0].SnapshotId);
    }

    private async Task<Scene> SceneAsync(params (string Key, string Value)[] settings)
    {
        var scene = await Scene.StartAsync(server, clans: 2, settings: settings);
        for (var i = 2; i <= 10; i++)
            scene.World.Join(scene.Clans[0], $"Member {i}");
        await scene.SyncAsync();
        return scene;
    }
}
