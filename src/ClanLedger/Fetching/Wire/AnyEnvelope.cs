using System.Text.Json;

namespace ClanLedger.Fetching.Wire;

/// <summary>An answer whose Response may be anything; what says nothing of use is passed over.</summary>
internal sealed record AnyEnvelope : Envelope
{
    private bool _hasResponse;

    /// <inheritdoc/>
    public override bool HasResponse => _hasResponse;

    /// <summary>Reads one; null for what is no JSON object.</summary>
    public static AnyEnvelope? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            var found = new AnyEnvelope();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("ErrorCode"u8))
                    found.ErrorCode = reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) ? code : null;
                else if (reader.ValueTextEquals("ThrottleSeconds"u8))
                    found.ThrottleSeconds = reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var s) ? s : null;
                else if (reader.ValueTextEquals("ErrorStatus"u8))
                    found.ErrorStatus = reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                else if (reader.ValueTextEquals("Response"u8))
                    found._hasResponse = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
                else
                    reader.Read();
                if (!reader.TrySkip())
                    return null;
            }

            return reader.TokenType == JsonTokenType.EndObject ? found : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
