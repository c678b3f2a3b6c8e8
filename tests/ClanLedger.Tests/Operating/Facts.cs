namespace ClanLedger.Tests.Operating;

/// <summary>What has to be true in the end.</summary>
internal static class Facts
{
    private const string Unhandled = "select count(*) from wolverine.wolverine_incoming_envelopes where status <> 'Handled' and message_type not like '%RequestSync'";

    /// <summary>Waits until nothing is left to do; then there is this run once, after the one of the command line, with one digest each.</summary>
    public static async Task OneRunAsync(ServiceScene scene, Guid run)
    {
        await scene.UntilAsync($"select count(*) from staging.t_runs where run_id = '{run}' and applied is not null", 1);
        await scene.UntilAsync(Unhandled, 0);
        (await scene.OneAsync("select count(*) from staging.t_runs")).ShouldBe(2);
        (await scene.OneAsync($"select count(*) from ledger.mt_events where stream_id = 'run/{run}' and type = 'sync_completed'")).ShouldBe(1);
        (await scene.OneAsync("select count(*) from notify.t_reports where queued is not null")).ShouldBe(2, "one digest a run");
        (await scene.OneAsync("select count(*) from wolverine.wolverine_dead_letters")).ShouldBe(0);
        await InTurnAsync(scene);
    }

    /// <summary>No run began before the one before it was in the ledger.</summary>
    public static async Task InTurnAsync(ServiceScene scene) =>
        (await scene.OneAsync("select count(*) from staging.t_runs a join staging.t_runs b on b.run_id <> a.run_id and b.started > a.started and b.started < a.applied")).ShouldBe(0);
}
