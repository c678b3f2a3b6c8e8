using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClanLedger.Fetching.Wire;

/// <summary>Reads a number that nothing hangs on, as digits or as a string of them: what is none, or does not fit, is left out, and no error for the whole roster.</summary>
internal sealed class OptionalNumber<T> : JsonConverter<T?> where T : struct, IUtf8SpanParsable<T>
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
            return T.TryParse(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : null;
        reader.Skip();
        return null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>Reads a date that nothing hangs on, in the same way.</summary>
internal sealed class OptionalDate : JsonConverter<DateTimeOffset?>
{
    /// <inheritdoc/>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.TryGetDateTimeOffset(out var date) ? date : null;
        reader.Skip();
        return null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => throw new NotSupportedException();
}
