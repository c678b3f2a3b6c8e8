using ClanLedger.Appending;
using ClanLedger.Hosting;
using ClanLedger.Staging;
using Npgsql;
using Wolverine;

namespace ClanLedger.Running;

/// <summary>One whole run, step after step, for whoever waits for its end: the command line, the demo, the tests.</summary>
internal sealed class SyncRun(
    IMessageBus bus, NpgsqlDataSource database, Settings settings, TimeProvider time, SyncProgress progress, ILogger<SyncRun> log)
{
    /// <summary>Runs now; queues behind a run that is under way in any process on this database, and goes on with one that was broken off.</summary>
    /// <param name="effectiveDate">The ledger's day; null: today in the configured zone.</param>
    /// <param name="only">Clans to look at; empty: every tracked clan.</param>
    /// <param name="ct">Ends the run; what was not applied leaves no trace in the ledger.</param>
    /// <exception cref="UserErrorException">No clan is tracked, one of <paramref name="only"/> is not, or the date is not allowed.</exception>
    public async Task<SyncResult> RunAsync(DateOnly? effectiveDate, IReadOnlyList<long> only, CancellationToken ct)
    {
        if (settings.Bungie.ApiKey is null)
            throw new UserErrorException("Bungie__ApiKey is not set: get one at https://www.bungie.net/en/Application, or try `demo`, which needs none");
        var today = settings.Ledger.Today(time);
        var day = effectiveDate ?? today;
        if (day > today)
            throw new UserErrorException($"The effective date {day:yyyy-MM-dd} lies in the future: allowed is {today:yyyy-MM-dd} or before");

        progress.Begin("waiting for another run to end");
        await using var turn = await RunLock.TakeAsync(database, ct);
        await using (var connection = await database.OpenConnectionAsync(ct))
            await RunCalendar.RefuseEarlierAsync(connection, day, ct);
        var clans = await TrackedClans.ChooseAsync(database, only, ct);
        var staged = await bus.InvokeAsync<ApplyRoster>(await BeginAsync(effectiveDate, day, clans, ct), ct);
        return await bus.InvokeAsync<SyncResult>(staged, ct);
    }

    /// <summary>Goes on with a run that was broken off a short while ago, or begins one.</summary>
    private async Task<StageRoster> BeginAsync(DateOnly? effectiveDate, DateOnly day, IReadOnlyList<long> clans, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (settings.Sync.ResumeWithin == TimeSpan.Zero
            || await UnfinishedRun.FindAsync(database, clans, now - settings.Sync.ResumeWithin, effectiveDate, ct) is not { } unfinished)
            return new StageRoster(Guid.CreateVersion7(now), day, clans);
        log.Continuing(unfinished.EffectiveDate, unfinished.Started);
        return new StageRoster(unfinished.RunId, unfinished.EffectiveDate, clans);
    }
}
