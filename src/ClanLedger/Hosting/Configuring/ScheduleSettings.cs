using Wolverine;

namespace ClanLedger.Hosting.Configuring;

/// <summary>When the service runs a sync by itself.</summary>
/// <param name="Sync">The occurrences, in their time zone; null: never.</param>
/// <param name="CatchUpWithin">How late an occurrence may still be run that was missed because no node was up.</param>
public sealed record ScheduleSettings(CronSchedule? Sync, TimeSpan CatchUpWithin)
{
    /// <summary>After the game's daily reset at 17:00 UTC.</summary>
    private const string Daily = "30 17 * * *";

    internal static ScheduleSettings Read(SettingsSection section) => new(
        section.Cron("Sync", Daily, section.TimeZone("TimeZone", TimeZoneInfo.Utc)),
        section.Duration("CatchUpWithin", TimeSpan.FromHours(12), TimeSpan.Zero, TimeSpan.FromDays(7)));
}
