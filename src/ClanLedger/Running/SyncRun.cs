using ClanLedger.Appending;
using ClanLedger.Hosting;
using ClanLedger.Staging;
using Npgsql;
using Wolverine;

namespace ClanLedger.Running;

/// <summary>One whole run, step after step, for whoever waits for its end: the command line, the demo, the tests.</summary>
internal sealed class SyncRun(
    IMessageBus bus, NpgsqlDataSource database, RunTurns turns, Settings settings, TimeProvider time, SyncProgress progress, ILogger<SyncRun> log)
{
    /// <summary>Runs now; queues behind a run that is under way in any process on this database, and goes on with one that was broken off.</summary>
    /// <param name="effectiveDate">The ledger's day; null: today in the configured zone.</param>
    /// <param name="only">Clans to look at; empty: every tracked clan.</param>
    /// <param name="ct">Ends the run; what was not applied leaves no trace in the ledger.</param>
    /// <exception cref="UserErrorException">No clan is tracked, one of <paramref name="only"/> is not, or the date is not allowed.</exception>
    public async Task<SyncResult> RunAsync(DateOnly? effectiveDate, IReadOnlyList<long> only, CancellationToken ct)
    {
        var day = RunPlan.Day(effectiveDate, settings, time);
        progress.Begin("waiting for another run to end");
        await using var turn = await RunLock.TakeAsync(database, ct);
        var run = await ContinueAsync(await RunPlan.MakeAsync(database, Guid.CreateVersion7(time.GetUtcNow()), day, only, ct), effectiveDate, ct);
        turns.Keep(run.RunId, turn);
        try
        {
            var staged = await bus.InvokeAsync<ApplyRoster>(run, ct);
            return await bus.InvokeAsync<SyncResult>(staged, ct)
                ?? throw new UserErrorException("Another run was applied in the meantime, or goes on with this one: it reads what is missing or out of date by itself");
        }
        catch (UserErrorException refusal)
        {
            await RunProgress.NoteFailureAsync(database, run.RunId, run.EffectiveDate, refusal.Message, time.GetUtcNow());
            throw;
        }
    }

    /// <summary>Goes on with a run that was broken off a short while ago, or begins this one.</summary>
    private async Task<StageRoster> ContinueAsync(StageRoster run, DateOnly? day, CancellationToken ct)
    {
        if (settings.Sync.ResumeWithin == TimeSpan.Zero
            || await UnfinishedRun.FindAsync(database, run.ClanIds, time.GetUtcNow() - settings.Sync.ResumeWithin, day, ct) is not { } unfinished)
            return run;
        RunLog.Continuing(log, unfinished.EffectiveDate, unfinished.Started);
        return run with { RunId = unfinished.RunId, EffectiveDate = unfinished.EffectiveDate };
    }
}
