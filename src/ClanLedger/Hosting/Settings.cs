using ClanLedger.Hosting.Configuring;

namespace ClanLedger.Hosting;

/// <summary>Everything that can be configured, read and validated once at start.</summary>
public sealed record Settings(LedgerSettings Ledger, BungieSettings Bungie, GuardSettings Guard, DiscordSettings Discord)
{
    /// <summary>Reads every section.</summary>
    /// <exception cref="UserErrorException">A value is not allowed: one line that names the key, the value and what is allowed.</exception>
    public static Settings Read(IConfiguration configuration) => new(
        LedgerSettings.Read(new SettingsSection(configuration, "Ledger")),
        BungieSettings.Read(new SettingsSection(configuration, "Bungie")),
        GuardSettings.Read(new SettingsSection(configuration, "Guard")),
        DiscordSettings.Read(new SettingsSection(configuration, "Discord")));
}

/// <summary>The ledger's calendar.</summary>
/// <param name="TimeZone">The zone whose date is the ledger's day.</param>
public sealed record LedgerSettings(TimeZoneInfo TimeZone)
{
    internal static LedgerSettings Read(SettingsSection section) => new(section.TimeZone("TimeZone", TimeZoneInfo.Utc));

    /// <summary>The ledger's day at this moment.</summary>
    public DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZone).DateTime);
}

/// <summary>How bungie.net is asked.</summary>
/// <param name="BaseUrl">Where the Platform API begins; ends with a slash.</param>
/// <param name="ApiKey">X-API-Key; null when it is not configured, which only commands that do not ask bungie.net allow.</param>
/// <param name="UserAgent">Without one Cloudflare answers with a block page (Bungie-net/api#1970).</param>
/// <param name="RequestsPerSecond">Requests a second at the most; 0: no limit. bungie.net's own rule is 25 (Bungie-net/api#26).</param>
/// <param name="Concurrency">Requests in flight at the most.</param>
/// <param name="RetryBudget">How long one request may be retried.</param>
public sealed record BungieSettings(
    Uri BaseUrl, string? ApiKey, string UserAgent, double RequestsPerSecond, int Concurrency, TimeSpan RetryBudget)
{
    internal static BungieSettings Read(SettingsSection section) => new(
        section.HttpUrl("BaseUrl", new Uri("https://www.bungie.net/Platform/")),
        section.Secret("ApiKey"),
        section.Text("UserAgent", "ClanLedger/1.0 (+https://github.com/clanledger/clanledger)"),
        section.Number("RequestsPerSecond", 20, 0, 10_000),
        section.Integer("Concurrency", 25, 1, 1000),
        TimeSpan.FromSeconds(section.Number("RetryBudgetSeconds", 60, 0, 86_400)));
}

/// <summary>When a complete roster is believed.</summary>
/// <param name="MaxAbsentShare">Share of the known members, 0 to 1, of which more must be absent for a roster to be held; 1: none is held.</param>
/// <param name="MaxAbsentMembers">How many at least must be absent for that.</param>
/// <param name="AutoAcceptAfter">Days in a row that must say the same for a held roster to be accepted by itself.</param>
/// <param name="CorroborateDepartures">Whether bungie.net is asked where a member is before they are said to have left.</param>
/// <param name="MostCorroborated">Leavers of one clan and run up to which it is asked; beyond, the roster stands or is held as a whole.</param>
public sealed record GuardSettings(
    double MaxAbsentShare, int MaxAbsentMembers, int AutoAcceptAfter, bool CorroborateDepartures, int MostCorroborated)
{
    internal static GuardSettings Read(SettingsSection section) => new(
        section.Number("MaxAbsentShare", 0.2, 0, 1),
        section.Integer("MaxAbsentMembers", 5, 1, 1000),
        section.Integer("AutoAcceptAfter", 3, 1, 1000),
        section.Boolean("CorroborateDepartures", true),
        section.Integer("MostCorroborated", 50, 1, 1000));
}

/// <summary>Where the digest goes.</summary>
/// <param name="WebhookUrl">Discord webhook, a secret; null: no digest is sent.</param>
public sealed record DiscordSettings(Uri? WebhookUrl)
{
    internal static DiscordSettings Read(SettingsSection section) => new(section.SecretHttpUrl("WebhookUrl"));
}
