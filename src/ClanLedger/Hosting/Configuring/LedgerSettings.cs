namespace ClanLedger.Hosting.Configuring;

/// <summary>The ledger's calendar.</summary>
/// <param name="TimeZone">The zone whose date is the ledger's day.</param>
public sealed record LedgerSettings(TimeZoneInfo TimeZone)
{
    internal static LedgerSettings Read(SettingsSection section) => new(section.TimeZone("TimeZone", TimeZoneInfo.Utc));

    /// <summary>The ledger's day at this moment.</summary>
    public DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZone).DateTime);
}
