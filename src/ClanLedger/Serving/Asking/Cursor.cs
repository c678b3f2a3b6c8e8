using System.Buffers.Text;
using System.Text.Json;

namespace ClanLedger.Serving.Asking;

/// <summary>Where a page ended: the values that the list is ordered by, opaque to clients.</summary>
internal static class Cursor
{
    public static string Of(params string[] values) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values));

    /// <summary>The values, read; null without a cursor.</summary>
    /// <param name="http">The request.</param>
    /// <param name="count">How many values there are.</param>
    /// <param name="read">Throws a FormatException or OverflowException for values that it never gave.</param>
    /// <exception cref="Refusal">It is no cursor of this list.</exception>
    public static T? Read<T>(HttpContext http, int count, Func<string[], T> read) where T : class =>
        Parameters.Cursor.Of(http) is { } cursor ? Parse(cursor, count, read) : null;

    /// <summary>The values of a cursor, read.</summary>
    /// <exception cref="Refusal">It is no cursor of this list.</exception>
    public static T Parse<T>(string cursor, int count, Func<string[], T> read) where T : class
    {
        try
        {
            if (JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor)) is { } values && values.Length == count && values.All(IsText))
                return read(values);
        }
        catch (Exception e) when (e is FormatException or JsonException or OverflowException)
        {
        }

        throw Refusal.Bad("cursor is none of this list; allowed is the nextCursor of an answer to the same question");
    }

    private static bool IsText(string? value) => value is not null && !value.Contains('\0', StringComparison.Ordinal);
}
