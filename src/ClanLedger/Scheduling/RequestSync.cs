using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Running;
using ClanLedger.Staging;
using Npgsql;

namespace ClanLedger.Scheduling;

/// <summary>Someone, or the clock, wants a run: it queues behind those that are under way.</summary>
/// <param name="RunId">The run; asking twice for the same one gives one run.</param>
/// <param name="EffectiveDate">The ledger's day; null: the day on which the run begins.</param>
/// <param name="ClanIds">Clans to look at; empty: every tracked clan.</param>
/// <param name="Occurrence">The moment of the schedule that asks; null when a person does.</param>
public sealed record RequestSync(Guid RunId, DateOnly? EffectiveDate, IReadOnlyList<long> ClanIds, DateTimeOffset? Occurrence = null)
{
    /// <summary>What the schedule asks for.</summary>
    public static RequestSync At(DateTimeOffset occurrence) => new(RunIds.Of(occurrence), null, [], occurrence);
}

/// <summary>Makes a run of the request, unless it is too late or was made before.</summary>
public static class RequestSyncHandler
{
    public static async Task<StageRoster?> Handle(
        RequestSync request, NpgsqlDataSource database, Settings settings, TimeProvider time, ILogger<SyncResult> log, CancellationToken ct)
    {
        if (request.Occurrence is { } occurrence)
        {
            if (!ScheduleSettings.Has(settings.Schedule.Sync, occurrence))
            {
                ScheduleLog.NotScheduled(log, "run", occurrence);
                return null;
            }

            if (settings.Schedule.IsTooLate(occurrence, time.GetUtcNow()))
            {
                ScheduleLog.TooLate(log, occurrence, settings.Schedule.Latest);
                return null;
            }
        }

        if (request.Occurrence is null ? await RunProgress.IsAppliedAsync(database, request.RunId, ct) : await Occurrences.IsMadeAsync(database, request.RunId, ct))
            return null;
        return await RunPlan.MakeAsync(database, request.RunId, RunPlan.Day(request.EffectiveDate, settings, time), request.ClanIds, ct);
    }
}
