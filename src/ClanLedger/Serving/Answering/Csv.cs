using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClanLedger.Serving.Answering;

/// <summary>A list as CSV (RFC 4180): the same fields as in JSON, lists and objects within them as JSON.</summary>
internal static class Csv
{
    /// <summary>What spreadsheets take for the beginning of a formula, in narrow and wide form.</summary>
    private const string BeginsFormula = "=+-@\t\r\n＝＋－＠";

    /// <summary>Semicolons and tabs as well: where spreadsheets split at those, what is behind one would begin a cell.</summary>
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",;\t\"\r\n");

    /// <summary>A header and a line for each item.</summary>
    public static string Of<T>(IEnumerable<T> items, JsonSerializerOptions options)
    {
        var columns = options.GetTypeInfo(typeof(T)).Properties.Select(p => p.Name).ToArray();
        var csv = new StringBuilder().AppendJoin(',', columns).Append("\r\n");
        foreach (var item in items)
        {
            var fields = (JsonObject)JsonSerializer.SerializeToNode(item, options)!;
            csv.AppendJoin(',', columns.Select(c => Cell(fields[c]))).Append("\r\n");
        }

        return csv.ToString();
    }

    private static string Cell(JsonNode? value) => value switch
    {
        null => "",
        JsonValue v when v.TryGetValue<string>(out var text) => Quoted(Harmless(text)),
        JsonValue v => v.ToJsonString(),
        _ => Quoted(value.ToJsonString(ApiJson.Options)),
    };

    /// <summary>An apostrophe before what a spreadsheet would compute; spaces do not hide it.</summary>
    private static string Harmless(string text) =>
        text.TrimStart(' ') is [var first, ..] && (BeginsFormula.Contains(first, StringComparison.Ordinal) || text[0] is '\t' or '\r' or '\n') ? "'" + text : text;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(NeedsQuotes) || text.StartsWith(' ') || text.EndsWith(' ')
            ? string.Create(CultureInfo.InvariantCulture, $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")
            : text;
}
