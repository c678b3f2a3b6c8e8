using ClanLedger.Appending;
using ClanLedger.Hosting;
using Npgsql;
using Wolverine;

namespace ClanLedger.Running;

/// <summary>One whole run, step after step, for whoever waits for its end: the command line, the demo, the tests.</summary>
public sealed class SyncRun(
    IMessageBus bus, NpgsqlDataSource database, RunTurns turns, Settings settings, TimeProvider time, SyncProgress progress)
{
    /// <summary>Runs now; queues behind a run that is under way in any process on this database.</summary>
    /// <param name="effectiveDate">The ledger's day; null: today in the configured zone.</param>
    /// <param name="only">Clans to look at; empty: every tracked clan.</param>
    /// <param name="ct">Ends the run; what was not applied leaves no trace in the ledger.</param>
    /// <exception cref="UserErrorException">No clan is tracked, one of <paramref name="only"/> is not, or the date is not allowed.</exception>
    public async Task<SyncResult> RunAsync(DateOnly? effectiveDate, IReadOnlyList<long> only, CancellationToken ct)
    {
        var day = RunPlan.Day(effectiveDate, settings, time);
        var runId = Guid.CreateVersion7(time.GetUtcNow());
        progress.Begin("waiting for another run to end");
        turns.Keep(runId, await turns.TakeAsync(runId, ct));
        try
        {
            var staged = await bus.InvokeAsync<ApplyRoster>(await RunPlan.MakeAsync(database, runId, day, only, ct), ct);
            return await bus.InvokeAsync<SyncResult>(staged, ct);
        }
        finally
        {
            await turns.EndAsync(runId);
        }
    }
}
