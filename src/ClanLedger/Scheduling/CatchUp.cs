using ClanLedger.Hosting;
using Npgsql;
using Wolverine;

namespace ClanLedger.Scheduling;

/// <summary>When a node comes up: asks for the last occurrence's run if no node was there to make it, and nobody else did.</summary>
/// <remarks>Harmless if one is about to: both ask for the same run.</remarks>
internal sealed class CatchUp(
    IServiceScopeFactory scopes, NpgsqlDataSource database, Settings settings, TimeProvider time, ILogger<CatchUp> log) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Schedule.Sync is not { } schedule
            || Occurrences.Last(schedule, time.GetUtcNow(), settings.Schedule.CatchUpWithin) is not { } missed
            || !await Occurrences.IsMissedAsync(database, missed, settings.Ledger.Today(time), cancellationToken))
            return;

        ScheduleLog.CatchingUp(log, missed);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(RequestSync.At(missed));
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
