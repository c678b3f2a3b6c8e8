using Wolverine;

namespace ClanLedger.Hosting.Configuring;

/// <summary>When the service does something by itself.</summary>
/// <param name="Sync">When it syncs, in the schedule's time zone; null: never.</param>
/// <param name="Verify">When it compares the tables with the events, in the same time zone; null: never.</param>
/// <param name="CatchUpWithin">How late an occurrence may still be run that was missed because no node was up.</param>
public sealed record ScheduleSettings(CronSchedule? Sync, CronSchedule? Verify, TimeSpan CatchUpWithin)
{
    /// <summary>After the game's daily reset at 17:00 UTC.</summary>
    private const string Daily = "30 17 * * *";

    private static readonly TimeSpan AlwaysInTime = TimeSpan.FromMinutes(10);

    /// <summary>Well apart from the sync.</summary>
    private const string OnMondays = "30 5 * * 1";

    /// <summary>How late an occurrence may be. A node that is up comes to it within minutes, which is not late whatever is set.</summary>
    public TimeSpan Latest => CatchUpWithin > AlwaysInTime ? CatchUpWithin : AlwaysInTime;

    /// <summary>Whether it is too late for an occurrence.</summary>
    public bool IsTooLate(DateTimeOffset occurrence, DateTimeOffset now) => now - occurrence > Latest;

    /// <summary>Whether a schedule, as it is now, has that occurrence: one of another may still wait in the database.</summary>
    public static bool Has(CronSchedule? schedule, DateTimeOffset occurrence) => schedule?.NextOccurrence(occurrence.AddTicks(-1)) == occurrence;

    internal static ScheduleSettings Read(SettingsSection section)
    {
        var zone = section.TimeZone("TimeZone", TimeZoneInfo.Utc);
        return new ScheduleSettings(
            section.Cron("Sync", Daily, zone),
            section.Cron("Verify", OnMondays, zone),
            section.Duration("CatchUpWithin", TimeSpan.FromHours(12), TimeSpan.Zero, TimeSpan.FromDays(7)));
    }
}
