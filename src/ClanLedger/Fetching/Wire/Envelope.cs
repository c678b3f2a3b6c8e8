using System.Text.Json.Serialization;

namespace ClanLedger.Fetching.Wire;

// Bungie's shapes, official names. Nothing in the OpenAPI document is required, so every field may be absent, and every
// element null. They have setters, since System.Text.Json takes a third longer with constructors, and JSON is much of what reading a profile takes.

/// <summary>What every answer has around its Response.</summary>
public abstract record Envelope
{
    /// <summary>PlatformErrorCodes; 1 is success.</summary>
    [JsonPropertyName("ErrorCode")]
    [JsonNumberHandling(JsonNumberHandling.Strict)]
    public int? ErrorCode { get; set; }

    /// <summary>The name of the error code.</summary>
    [JsonPropertyName("ErrorStatus")]
    public string? ErrorStatus { get; set; }

    /// <summary>How long to wait before the next request.</summary>
    [JsonPropertyName("ThrottleSeconds")]
    [JsonNumberHandling(JsonNumberHandling.Strict)]
    public int? ThrottleSeconds { get; set; }

    /// <summary>Whether there is a Response.</summary>
    [JsonIgnore]
    public abstract bool HasResponse { get; }
}

/// <summary>An answer whose Response has that shape.</summary>
public sealed record Envelope<T> : Envelope where T : class
{
    [JsonPropertyName("Response")]
    public T? Response { get; set; }

    /// <inheritdoc/>
    public override bool HasResponse => Response is not null;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(TolerantString)])]
[JsonSerializable(typeof(Envelope<GroupResponse>))]
[JsonSerializable(typeof(Envelope<GroupMemberPage>))]
[JsonSerializable(typeof(Envelope<DestinyProfileResponse>))]
[JsonSerializable(typeof(Envelope<GetGroupsForMemberResponse>))]
internal sealed partial class BungieJson : JsonSerializerContext;
