using System.Text.RegularExpressions;

namespace ClanLedger.Hosting.Configuring;

/// <summary>Where digests go.</summary>
/// <param name="Routes">By name; none: no digest is sent.</param>
/// <param name="Timeout">How long one attempt may take.</param>
/// <param name="RetryAfter">How long after the first attempt that failed; later ones wait longer.</param>
public sealed partial record DiscordSettings(IReadOnlyList<DiscordRoute> Routes, TimeSpan Timeout, TimeSpan RetryAfter)
{
    /// <summary>The route of <c>Discord__WebhookUrl</c>.</summary>
    private const string Default = "default";

    /// <summary>Routes inherit what <c>Discord</c> itself says and they do not.</summary>
    internal static DiscordSettings Read(SettingsSection section)
    {
        var routes = new List<DiscordRoute>();
        if (DiscordRoute.Read(Default, section, []) is { } everything)
            routes.Add(everything);
        foreach (var (name, own) in section.Sections("Routes"))
        {
            if (!RouteName().IsMatch(name))
                throw section.Bad("Routes", $"a route called '{name}'", "a name of up to 40 letters, digits, _ and -");
            if (routes.Exists(r => r.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw section.Bad("Routes", $"a second route called '{name}'", "each name once; the route of Discord__WebhookUrl is called default");
            routes.Add(DiscordRoute.Read(name, own, [section]) ?? throw own.Bad("WebhookUrl", "missing", Webhook.Allowed));
        }

        return new DiscordSettings(
            routes, TimeSpan.FromSeconds(section.Number("TimeoutSeconds", 20, 0.1, 600)), TimeSpan.FromSeconds(section.Number("RetryAfterSeconds", 5, 0.01, 900)));
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$")]
    private static partial Regex RouteName();
}
