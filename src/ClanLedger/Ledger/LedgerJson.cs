using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClanLedger.Ledger;

/// <summary>How events, API answers and command output are written as JSON.</summary>
public static class LedgerJson
{
    /// <summary>camelCase; int64 as strings of digits; nulls left out; names readable rather than escaped.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new Int64AsString());
    }

    /// <summary>Options of their own, so configured.</summary>
    public static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        return options;
    }

    /// <summary>As bungie.net does it: most JSON readers lose digits of an int64 beyond 2^53.</summary>
    private sealed class Int64AsString : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
                return reader.GetInt64();
            var digits = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan; // A body comes in pieces, which end anywhere.
            return Utf8Parser.TryParse(digits, out long value, out var read) && read == digits.Length ? value : throw new JsonException("no number");
        }

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options)
        {
            Span<char> digits = stackalloc char[20];
            value.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
            writer.WriteStringValue(digits[..length]);
        }
    }
}
