using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClanLedger.Notifying.Rendering;

/// <summary>The body of Discord's <c>POST /webhooks/{id}/{token}</c>, as far as digests use it.</summary>
public sealed record WebhookMessage(string? Username, IReadOnlyList<Embed> Embeds, int? Flags)
{
    /// <summary>The message does not make a phone ring.</summary>
    public const int SuppressNotifications = 1 << 12;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>No one is ever pinged, whatever a name holds.</summary>
    public AllowedMentions AllowedMentions { get; } = new([]);

    /// <summary>As it goes over the wire.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>Whom a message may ping.</summary>
public sealed record AllowedMentions(IReadOnlyList<string> Parse);

/// <summary>A framed part of a message.</summary>
public sealed record Embed(
    string? Title, string? Description, int? Color, IReadOnlyList<EmbedField>? Fields, EmbedFooter? Footer, DateTimeOffset? Timestamp);

/// <summary>A heading with lines below it.</summary>
public sealed record EmbedField(string Name, string Value);

/// <summary>The last, small line of an embed.</summary>
public sealed record EmbedFooter(string Text, Uri? IconUrl);
