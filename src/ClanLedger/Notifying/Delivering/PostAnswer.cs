using System.Globalization;
using System.Text.Json;
using ClanLedger.Observing;

namespace ClanLedger.Notifying.Delivering;

/// <summary>What came of posting a message.</summary>
internal abstract record PostAnswer
{
    /// <summary>Discord has it.</summary>
    /// <param name="MessageId">Discord's id of it.</param>
    /// <param name="Pause">How long to wait before the next one to this webhook.</param>
    public sealed record Delivered(ulong? MessageId, TimeSpan Pause) : PostAnswer;

    /// <summary>Too many at once.</summary>
    /// <param name="Wait">How long to wait.</param>
    /// <param name="Everywhere">Before any webhook is called, not only this one.</param>
    public sealed record Limited(TimeSpan Wait, bool Everywhere) : PostAnswer;

    /// <summary>There is no use in calling again.</summary>
    /// <param name="Why">What Discord said.</param>
    /// <param name="OnlyThread">The webhook is well, its thread is gone.</param>
    public sealed record Closed(string Why, bool OnlyThread) : PostAnswer;

    /// <summary>Discord does not want this message, now or ever.</summary>
    /// <param name="Why">What Discord said, in full.</param>
    public sealed record Refused(string Why) : PostAnswer;

    /// <summary>To be tried again.</summary>
    /// <param name="Why">What went wrong.</param>
    /// <param name="MayHaveArrived">Whether Discord may have it all the same.</param>
    public sealed record Failed(string Why, bool MayHaveArrived) : PostAnswer;

    private const string UnknownChannel = "10003";

    /// <summary>Unknown Webhook, Invalid Webhook Token: with any other code, or none, the same status passes.</summary>
    private static readonly string[] Ends = ["10015", "50027", UnknownChannel];

    /// <summary>When Discord says "too many" and not for how long.</summary>
    private static readonly TimeSpan UnsaidWait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Whoever is limited waits, even when told to wait no time at all: invalid requests get an address banned.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads Discord's answer.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="header">A header by its name; null when it is not there.</param>
    /// <param name="body">The body, JSON or not.</param>
    public static PostAnswer Read(int status, Func<string, string?> header, string body)
    {
        var json = Parse(body);
        return status switch
        {
            >= 200 and < 300 => new Delivered(
                ulong.TryParse(Text(json, "id"), CultureInfo.InvariantCulture, out var id) ? id : null,
                header("X-RateLimit-Remaining") == "0" ? Seconds(header("X-RateLimit-Reset-After")) ?? TimeSpan.Zero : TimeSpan.Zero),
            429 => new Limited(
                AtLeast(ShortestWait, Seconds(Text(json, "retry_after")) ?? Seconds(header("Retry-After")) ?? Seconds(header("X-RateLimit-Reset-After")) ?? UnsaidWait),
                Text(json, "global") == "true" || header("X-RateLimit-Global") == "true"),
            401 or 404 when Code(json) is { } code && Ends.Contains(code, StringComparer.Ordinal) => new Closed(Said(status, json), code == UnknownChannel),
            401 or 403 or 404 or 408 or (>= 300 and < 400) => new Failed(Said(status, json), MayHaveArrived: false),
            >= 400 and < 500 => new Refused(OneLine.Of($"HTTP {status}: {body}")),
            _ => new Failed(Said(status, json), MayHaveArrived: status is not (500 or 503)),
        };
    }

    private static string Said(int status, JsonElement? json) =>
        Text(json, "message") is { } message ? OneLine.Of($"HTTP {status}, {message} ({Code(json)})") : $"HTTP {status}";

    private static string? Code(JsonElement? json) => Text(json, "code");

    private static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds))
            : null;

    private static TimeSpan AtLeast(TimeSpan shortest, TimeSpan wait) => wait < shortest ? shortest : wait;

    private static string? Text(JsonElement? json, string name)
    {
        try
        {
            return json is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value)
                ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
                : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half a surrogate pair is no text.
        }
    }

    private static JsonElement? Parse(string body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
