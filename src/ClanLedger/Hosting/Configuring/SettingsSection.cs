using System.Globalization;
using Wolverine;

namespace ClanLedger.Hosting.Configuring;

/// <summary>Typed values of one configuration section; an empty value counts as absent.</summary>
internal sealed class SettingsSection(IConfiguration configuration, string name)
{
    public string Text(string key, string fallback) => Raw(key) ?? fallback;

    public string? Secret(string key) => Raw(key);

    public double Number(string key, double fallback, double lowest, double highest)
    {
        if (Raw(key) is not { } raw)
            return fallback;
        return double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest
            ? value
            : throw Bad(key, $"'{raw}'", $"a number from {lowest} to {highest}");
    }

    public int Integer(string key, int fallback, int lowest, int highest)
    {
        if (Raw(key) is not { } raw)
            return fallback;
        return int.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest
            ? value
            : throw Bad(key, $"'{raw}'", $"a whole number from {lowest} to {highest}");
    }

    /// <summary>A span of time, <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan lowest, TimeSpan highest)
    {
        if (Raw(key) is not { } raw)
            return fallback;
        return TimeSpan.TryParseExact(raw, "c", CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest
            ? value
            : throw Bad(key, $"'{raw}'", $"a span of time from {lowest:c} to {highest:c}, such as 01:30:00 for an hour and a half");
    }

    public bool Boolean(string key, bool fallback)
    {
        if (Raw(key) is not { } raw)
            return fallback;
        return bool.TryParse(raw, out var value) ? value : throw Bad(key, $"'{raw}'", "true or false");
    }

    /// <summary>Null for <c>off</c>.</summary>
    public CronSchedule? Cron(string key, string fallback, TimeZoneInfo zone)
    {
        var raw = Raw(key) ?? fallback;
        if (raw == "off")
            return null;
        return CronSchedule.TryParse(raw, zone, out var schedule)
            ? schedule
            : throw Bad(key, $"'{raw}'", "a cron expression of five or, with seconds first, six fields such as '30 17 * * *', or off");
    }

    public TimeZoneInfo TimeZone(string key, TimeZoneInfo fallback)
    {
        if (Raw(key) is not { } raw)
            return fallback;
        return TimeZoneInfo.TryFindSystemTimeZoneById(raw, out var zone)
            ? zone
            : throw Bad(key, $"'{raw}'", "an IANA time zone such as UTC or Europe/Berlin");
    }

    /// <summary>A short text without control characters that has to be there.</summary>
    public string Label(string key, int longest) =>
        Raw(key) is { } raw && raw.Length <= longest && !raw.Any(char.IsControl) ? raw
        : throw Bad(key, Raw(key) is null ? "missing" : "too long, or holds control characters", $"a text of 1 to {longest} characters");

    /// <summary>One of an enumeration's names that has to be there; case does not matter.</summary>
    public T Choice<T>(string key) where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => string.Equals(v.ToString(), Raw(key), StringComparison.OrdinalIgnoreCase))
        ?? throw Bad(key, Raw(key) is { } raw ? $"'{raw}'" : "missing", string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant());

    /// <summary>The origin of a web page: scheme, host and port.</summary>
    public string HttpOrigin(string key) =>
        Raw(key) is { } raw && Uri.TryCreate(raw, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/"
            ? url.GetLeftPart(UriPartial.Authority)
            : throw Bad(key, $"'{Raw(key)}'", "an origin such as https://clan.example");

    /// <summary>The sections numbered 0, 1, ... below a key.</summary>
    public IEnumerable<SettingsSection> Items(string key) =>
        Numbered(key).Select(item => new SettingsSection(configuration, item.Path));

    /// <summary>The values numbered 0, 1, ... below a key.</summary>
    public IReadOnlyList<string> Values(string key) => [.. Numbered(key).Select(c => c.Value ?? "")];

    /// <summary>Refuses two items with the same text.</summary>
    public IReadOnlyList<T> Distinct<T>(string key, string itemKey, IReadOnlyList<T> items, Func<T, string> text) =>
        items.GroupBy(text, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Skip(1).Any()) is { } twice
            ? throw Bad($"{key}:{items.ToList().IndexOf(twice.Last())}:{itemKey}", $"'{twice.Key}' for the second time", "a different one for each")
            : items;

    public Uri HttpUrl(string key, Uri fallback) =>
        Raw(key) is { } raw ? Parse(key, raw.EndsWith('/') ? raw : raw + "/", $"'{raw}'") : fallback;

    /// <summary>Words between commas, or in places of their own: <c>Key=a,b</c>, or <c>Key__0=a</c> and <c>Key__1=b</c>.</summary>
    public IReadOnlyList<string> Words(string key) =>
    [
        .. configuration.GetSection($"{name}:{key}").GetChildren().Select(c => c.Value).Append(Raw(key))
            .SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ];

    /// <summary>Sections within this one, by name.</summary>
    public IEnumerable<(string Name, SettingsSection Section)> Sections(string key) =>
        configuration.GetSection($"{name}:{key}").GetChildren().Select(c => (c.Key, new SettingsSection(configuration, $"{name}:{key}:{c.Key}")));

    /// <summary>Any text, made into something or refused.</summary>
    /// <param name="key">The key.</param>
    /// <param name="parse">Null for what is not allowed.</param>
    /// <param name="allowed">What is allowed, for whoever mends it.</param>
    /// <param name="secret">Whether the value may not be shown.</param>
    public T? Parsed<T>(string key, Func<string, T?> parse, string allowed, bool secret = false) where T : class =>
        Raw(key) is not { } raw ? null : parse(raw) ?? throw Bad(key, secret ? "(not shown)" : $"'{raw}'", allowed);

    /// <summary>The complaint about a value.</summary>
    public UserErrorException Bad(string key, string shown, string allowed) =>
        new($"{$"{name}:{key}".Replace(":", "__", StringComparison.Ordinal)} is {shown}; allowed is {allowed}");

    /// <summary>What is given in one piece would be passed over: keys, say, that are to protect something.</summary>
    private IEnumerable<IConfigurationSection> Numbered(string key) => Raw(key) is null
        ? configuration.GetSection($"{name}:{key}").GetChildren()
        : throw Bad(key, "one text (not shown)", $"a list, {name}__{key}__0 and so on");

    private Uri Parse(string key, string value, string shown) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Query: "", Fragment: "" }
            ? url
            : throw Bad(key, shown, "an absolute http or https address without ? and #");

    private string? Raw(string key) => configuration[$"{name}:{key}"] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
