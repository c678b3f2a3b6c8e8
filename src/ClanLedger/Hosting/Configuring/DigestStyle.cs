using ClanLedger.Notifying.Rendering;

namespace ClanLedger.Hosting.Configuring;

/// <summary>How digests look.</summary>
/// <param name="Title">What stands before the day; null: the clan's or group's name.</param>
/// <param name="Footer">The last, small line; null: the program's name.</param>
/// <param name="IconUrl">A picture beside the footer.</param>
/// <param name="Username">Under which name the webhook posts; null: its own.</param>
/// <param name="Neutral">Plain words, no colours, no emoji.</param>
public sealed record DigestStyle(string? Title, string? Footer, Uri? IconUrl, string? Username, bool Neutral)
{
    /// <summary>As ClanLedger comes.</summary>
    public static readonly DigestStyle Plain = new(null, null, null, null, false);

    /// <summary>The first section that says something is heard.</summary>
    internal static DigestStyle Read(IReadOnlyList<SettingsSection> sections) => new(
        First(sections, s => Short(s, "Title", 100)),
        First(sections, s => Short(s, "Footer", 500)),
        First(sections, s => s.Parsed("IconUrl", Picture, "the https address of a picture")),
        First(sections, s => s.Parsed("Username", Name, "a name of up to 80 characters that holds neither 'discord' nor 'clyde'")),
        sections.Any(s => s.Boolean("Neutral", false)));

    private static T? First<T>(IReadOnlyList<SettingsSection> sections, Func<SettingsSection, T?> read) where T : class =>
        sections.Select(read).FirstOrDefault(value => value is not null);

    private static string? Short(SettingsSection section, string key, int most) =>
        section.Parsed(key, text => Limits.Length(text) <= most ? text : null, $"a text of up to {most} characters");

    private static Uri? Picture(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == "https" && text.Length <= Limits.Url ? url : null;

    private static string? Name(string text) =>
        Limits.Length(text) <= Limits.Username && !text.Contains("discord", StringComparison.OrdinalIgnoreCase)
            && !text.Contains("clyde", StringComparison.OrdinalIgnoreCase) ? text : null;
}
