namespace ClanLedger.Hosting.Configuring;

/// <summary>How bungie.net is asked.</summary>
/// <param name="BaseUrl">Where the Platform API begins; ends with a slash.</param>
/// <param name="ApiKey">X-API-Key; null when it is not configured, which only commands that do not ask bungie.net allow.</param>
/// <param name="UserAgent">Without one Cloudflare answers with a block page (Bungie-net/api#1970).</param>
/// <param name="RequestsPerSecond">Requests a second at the most; 0: no limit. bungie.net's own rule is 25 (Bungie-net/api#26).</param>
/// <param name="Concurrency">Requests in flight at the most.</param>
/// <param name="RetryBudget">How long requests about one clan may be retried, from the first failure.</param>
/// <param name="RunRetryBudget">How long a run may go on without one answer about clans that can be used, or ask for profiles without one about those.</param>
/// <param name="Timeout">How long one attempt may take.</param>
public sealed record BungieSettings(
    Uri BaseUrl, string? ApiKey, string UserAgent, double RequestsPerSecond, int Concurrency, TimeSpan RetryBudget,
    TimeSpan RunRetryBudget, TimeSpan Timeout)
{
    private const string Printable = "a text of printable ASCII characters, which is all that an HTTP header holds";

    internal static BungieSettings Read(SettingsSection section) => new(
        section.HttpUrl("BaseUrl", new Uri("https://www.bungie.net/Platform/")),
        section.Parsed("ApiKey", AsHeader, Printable, secret: true),
        section.Parsed("UserAgent", AsHeader, Printable) ?? "ClanLedger/1.0 (+https://github.com/clanledger/clanledger)",
        section.Number("RequestsPerSecond", 24, 0, 10_000),
        section.Integer("Concurrency", 25, 1, 1000),
        TimeSpan.FromSeconds(section.Number("RetryBudgetSeconds", 120, 0, 86_400)),
        TimeSpan.FromSeconds(section.Number("RunRetryBudgetSeconds", 300, 1, 86_400)),
        TimeSpan.FromSeconds(section.Number("TimeoutSeconds", 30, 0.1, 600)));

    /// <summary>Any other would be refused before it is sent, and bungie.net be taken for down.</summary>
    private static string? AsHeader(string value) => value.All(c => c is >= ' ' and <= '~') ? value : null;
}
