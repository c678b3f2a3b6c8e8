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

    public Uri HttpUrl(string key, Uri fallback) =>
        Raw(key) is { } raw ? Parse(key, raw.EndsWith('/') ? raw : raw + "/", $"'{raw}'") : fallback;

    public Uri? SecretHttpUrl(string key) => Raw(key) is { } raw ? Parse(key, raw, "(not shown)") : null;

    private Uri Parse(string key, string value, string shown) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw Bad(key, shown, "an absolute http or https address");

    private string? Raw(string key) => configuration[$"{name}:{key}"] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private UserErrorException Bad(string key, string shown, string allowed) => new($"{name}__{key} is {shown}; allowed is {allowed}");
}
