using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClanLedger.Simulator.Discord.Validating;

/// <summary>
/// What Discord demands of a webhook's message (API v10, execute webhook). Stricter in one way: fields that it does not know,
/// which Discord ignores, are an error, as they are never meant.
/// </summary>
internal static partial class Rules
{
    /// <summary>SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS, IS_COMPONENTS_V2.</summary>
    private const long AllowedFlags = (1 << 2) | (1 << 12) | (1 << 15);

    private const int MostTogether = 6000;

    private static readonly Shape Footer = Shape.Object(
        ("text", Shape.Text(2048, 1)), ("icon_url", Shape.Url));

    private static readonly Shape Field = Shape.Object(
        ["name", "value"], ("name", Shape.Text(256, 1)), ("value", Shape.Text(1024, 1)), ("inline", Shape.Boolean));

    private static readonly Shape Author = Shape.Object(
        ("name", Shape.Text(256, 1)), ("url", Shape.Url), ("icon_url", Shape.Url));

    private static readonly Shape Picture = Shape.Object(("url", Shape.Url));

    private static readonly Shape Embed = Shape.Object(
        ("type", Shape.Text(32)), ("url", Shape.Url), ("title", Shape.Text(256)), ("color", Shape.Integer(0, 0xFFFFFF)), ("timestamp", Shape.Moment),
        ("description", Shape.Text(4096)), ("author", Author), ("image", Picture), ("thumbnail", Picture), ("footer", Footer), ("fields", Shape.List(25, Field)));

    private static readonly Shape Mentions = Shape.Object(
        ("parse", Shape.List(3, Shape.OneOf("users", "roles", "everyone"))), ("users", Shape.List(100, Shape.Snowflake)),
        ("roles", Shape.List(100, Shape.Snowflake)), ("replied_user", Shape.Boolean));

    private static readonly Shape Message = Shape.Object(
        ("content", Shape.Text(2000)), ("username", Shape.Text(80, 1)), ("avatar_url", Shape.Url), ("tts", Shape.Boolean),
        ("embeds", Shape.List(10, Embed)), ("allowed_mentions", Mentions), ("flags", Shape.Integer(0, int.MaxValue)));

    /// <summary>Discord's answer to a message that it does not take; null: it takes it.</summary>
    public static DiscordAnswer? Broken(HttpRequest request, string body, out JsonObject? payload)
    {
        payload = null;
        if (!UserAgent().IsMatch(request.Headers.UserAgent.ToString()))
            return DiscordAnswer.Error(403, 40333, "internal network error");
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            return DiscordAnswer.Error(400, 50035, "Expected Content-Type application/json");
        if (request.Query["thread_id"] is [{ } thread] && !ulong.TryParse(thread, out _))
            return DiscordAnswer.Error(400, 50035, "thread_id: not a snowflake");
        try
        {
            payload = JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return DiscordAnswer.Error(400, 50109, "The request body contains invalid JSON.");
        }

        var errors = new Complaints();
        Message.Check(payload, errors);
        if (errors.None)
            CheckWhole(payload!, errors);
        return errors.None ? IsEmpty(payload!) ? DiscordAnswer.Error(400, 50006, "Cannot send an empty message") : null : errors.ToAnswer();
    }

    private static void CheckWhole(JsonObject message, Complaints errors)
    {
        var embeds = message["embeds"] as JsonArray ?? [];
        if (embeds.Sum(e => Together(e!)) > MostTogether)
            errors.At("embeds").Add("MAX_EMBED_SIZE_EXCEEDED", $"Embed size exceeds maximum size of {MostTogether}");
        for (var i = 0; i < embeds.Count; i++)
        {
            if (!new[] { "title", "description", "fields", "author", "footer", "image", "thumbnail" }.Any(k => IsThere(embeds[i]![k])))
                errors.At("embeds").At($"{i}").Add("BASE_TYPE_REQUIRED", "This field is required");
        }

        if (message["username"]?.GetValue<string>() is { } name && (name.Contains("clyde", StringComparison.OrdinalIgnoreCase) || name.Contains("discord", StringComparison.OrdinalIgnoreCase)))
            errors.At("username").Add("USERNAME_INVALID_CONTAINS", "Username cannot contain \"clyde\" or \"discord\"");
        if (message["flags"]?.GetValue<long>() is { } flags && (flags & ~AllowedFlags) != 0)
            errors.At("flags").Add("MESSAGE_FLAGS_INVALID", "These flags can not be set");
    }

    private static int Together(JsonNode embed) =>
        new[] { embed["title"], embed["description"], embed["footer"]?["text"], embed["author"]?["name"] }
            .Concat((embed["fields"] as JsonArray ?? []).SelectMany(f => new[] { f!["name"], f["value"] }))
            .Sum(text => text is null ? 0 : Shape.CodePoints(text.GetValue<string>().Trim()));

    private static bool IsEmpty(JsonObject message) => !IsThere(message["content"]) && !IsThere(message["embeds"]);

    private static bool IsThere(JsonNode? node) => node switch
    {
        null => false,
        JsonArray array => array.Count > 0,
        JsonValue value when value.TryGetValue<string>(out var text) => !string.IsNullOrWhiteSpace(text),
        _ => true,
    };

    [GeneratedRegex(@"^DiscordBot \(https?://[^,()]+, [^()]+\)")]
    private static partial Regex UserAgent();
}
