using ClanLedger.Hosting.Configuring;

namespace ClanLedger.Hosting;

/// <summary>Everything that can be configured, read and validated once at start.</summary>
public sealed record Settings(
    LedgerSettings Ledger, BungieSettings Bungie, SyncSettings Sync, GuardSettings Guard, StagingSettings Staging, DiscordSettings Discord,
    ScheduleSettings Schedule, ServiceSettings Service, ApiSettings Api)
{
    /// <summary>Reads every section.</summary>
    /// <exception cref="UserErrorException">A value is not allowed: one line that names the key, the value and what is allowed.</exception>
    public static Settings Read(IConfiguration configuration) => new(
        LedgerSettings.Read(new SettingsSection(configuration, "Ledger")),
        BungieSettings.Read(new SettingsSection(configuration, "Bungie")),
        SyncSettings.Read(new SettingsSection(configuration, "Sync")),
        GuardSettings.Read(new SettingsSection(configuration, "Guard")),
        StagingSettings.Read(new SettingsSection(configuration, "Staging")),
        DiscordSettings.Read(new SettingsSection(configuration, "Discord")),
        ScheduleSettings.Read(new SettingsSection(configuration, "Schedule")),
        ServiceSettings.Read(new SettingsSection(configuration, "Service")),
        ApiSettings.Read(new SettingsSection(configuration, "Api")));
}
