using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Replaying;
using Npgsql;

namespace ClanLedger.Scheduling;

/// <summary>The clock wants the tables compared with the events.</summary>
/// <param name="Occurrence">The moment of the schedule that asks.</param>
public sealed record VerifyLedger(DateTimeOffset Occurrence);

/// <summary>Compares, and keeps what it found: digests and health tell of it.</summary>
public static class VerifyLedgerHandler
{
    public static async Task Handle(
        VerifyLedger request, Verification verification, NpgsqlDataSource database, Settings settings, TimeProvider time,
        ILogger<Verification> log, CancellationToken ct)
    {
        if (!ScheduleSettings.Has(settings.Schedule.Verify, request.Occurrence))
        {
            ScheduleLog.NotScheduled(log, "verification", request.Occurrence);
            return;
        }

        if (settings.Schedule.IsTooLate(request.Occurrence, time.GetUtcNow()))
        {
            ScheduleLog.VerificationTooLate(log, request.Occurrence, settings.Schedule.Latest);
            return;
        }

        var found = await verification.RunAsync(new ReplayProgress(time), ct);
        await VerificationRecord.KeepAsync(database, found, time.GetUtcNow(), ct);
        if (found.Sound)
            ScheduleLog.Verified(log, found.Events, found.Elapsed);
        else
            ScheduleLog.Unsound(log, string.Join("; ", found.Findings));
    }
}
