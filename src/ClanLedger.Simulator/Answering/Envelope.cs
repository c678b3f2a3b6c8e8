using System.Buffers;
using System.Text.Json;

namespace ClanLedger.Simulator.Answering;

/// <summary>The object around every answer of bungie.net.</summary>
internal static class Envelope
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    /// <summary>A success; <paramref name="response"/> writes the members of the Response object. Null: there is none.</summary>
    public static void Success(IBufferWriter<byte> to, Action<Utf8JsonWriter>? response)
    {
        using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        if (response is not null)
        {
            json.WriteStartObject("Response"u8);
            response(json);
            json.WriteEndObject();
        }

        Rest(json, 1, "Success", 0, "Ok");
    }

    /// <summary>A failure, without a Response.</summary>
    public static void Failure(IBufferWriter<byte> to, int errorCode, string errorStatus, int throttleSeconds)
    {
        using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        Rest(json, errorCode, errorStatus, throttleSeconds, "A simulated failure.");
    }

    private static void Rest(Utf8JsonWriter json, int errorCode, string errorStatus, int throttleSeconds, string message)
    {
        json.WriteNumber("ErrorCode"u8, errorCode);
        json.WriteNumber("ThrottleSeconds"u8, throttleSeconds);
        json.WriteString("ErrorStatus"u8, errorStatus);
        json.WriteString("Message"u8, message);
        json.WriteStartObject("MessageData"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>An int64, which bungie.net writes as a string.</summary>
    public static void WriteInt64(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        value.TryFormat(digits, out var length);
        json.WriteString(name, digits[..length]);
    }

    /// <summary>A name, half characters included: those as JSON escapes, which UTF-8 can not hold otherwise.</summary>
    public static void WriteName(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string value)
    {
        if (value.EndsWithHalfCharacter())
        {
            json.WritePropertyName(name);
            json.WriteRawValue($"\"{JsonEncodedText.Encode(value[..^1])}\\u{(int)value[^1]:x4}\"", skipInputValidation: true);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    private static bool EndsWithHalfCharacter(this string value) => value.Length > 0 && char.IsHighSurrogate(value[^1]);

    /// <summary>A moment, in UTC to the second.</summary>
    public static void WriteMoment(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset value) =>
        json.WriteString(name, value.UtcDateTime.AddTicks(-(value.Ticks % TimeSpan.TicksPerSecond)));
}
