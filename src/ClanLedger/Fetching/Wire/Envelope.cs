using System.Text.Json.Serialization;

namespace ClanLedger.Fetching.Wire;

// Bungie's shapes, official names. Nothing in the OpenAPI document is required, so every field may be absent.

public sealed record Envelope<T>([property: JsonPropertyName("Response")] T? Response) where T : class;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(TolerantString)])]
[JsonSerializable(typeof(Envelope<GroupResponse>))]
[JsonSerializable(typeof(Envelope<GroupMemberPage>))]
[JsonSerializable(typeof(Envelope<DestinyProfileResponse>))]
[JsonSerializable(typeof(Envelope<GetGroupsForMemberResponse>))]
internal sealed partial class BungieJson : JsonSerializerContext;
