using System.Text.Json;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>Compares a table with its rebuilt counterpart, row by row, and says what differs.</summary>
internal static class Comparison
{
    /// <summary>Differences of a table that are told one by one; the others are only counted.</summary>
    private const int MostTold = 10;

    /// <summary>Compares within the transaction's snapshot.</summary>
    public static async Task<ComparedTable> RunAsync(NpgsqlConnection connection, string schema, TableShape shape, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Differences(shape, schema), connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (rows, missing, unknown, different) = (0L, 0L, 0L, 0L);
        var told = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            rows = reader.GetInt64(0);
            var (rebuilt, found, name) = (Row(1), Row(2), await reader.IsDBNullAsync(3, ct) ? null : reader.GetString(3));
            if (rebuilt is null && found is null)
                continue;
            if (found is null)
                missing++;
            else if (rebuilt is null)
                unknown++;
            else
                different++;
            if (told.Count < MostTold)
                told.Add(Tell(shape, rebuilt, found, name));
        }

        return new ComparedTable(shape.Table, rows, missing, unknown, different, told);

        Dictionary<string, JsonElement>? Row(int at) =>
            reader.IsDBNull(at) ? null : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(reader.GetString(at));
    }

    /// <summary>The first row has the number of rows, and nothing else.</summary>
    private static string Differences(TableShape shape, string schema)
    {
        var member = shape.Columns.Contains("member_id", StringComparer.Ordinal);
        return $"""
            select count(*), null::text, null::text, null::text from {Rebuild.Schema}.{shape.Table}
            union all
            (select (select count(*) from {Rebuild.Schema}.{shape.Table}), to_jsonb(r)::text, to_jsonb(l)::text, {(member ? "m.destiny_name" : "null")}
            from {Rebuild.Schema}.{shape.Table} r
            full join {schema}.{shape.Table} l on {shape.SameKey("r", "l")}
            {(member ? $"left join {Rebuild.Schema}.t_members m on m.member_id = coalesce(r.member_id, l.member_id)" : "")}
            where r.{shape.Keys[0]} is null or l.{shape.Keys[0]} is null
              or row({TableShape.List("r", shape.Columns)}) is distinct from row({TableShape.List("l", shape.Columns)})
            order by {string.Join(", ", shape.Keys.Select(k => $"coalesce(r.{k}, l.{k})"))})
            """;
    }

    private static string Tell(TableShape shape, Dictionary<string, JsonElement>? rebuilt, Dictionary<string, JsonElement>? found, string? name)
    {
        var key = string.Join(", ", shape.Keys.Select(k => $"{Plain(k)} {Plain((rebuilt ?? found)![Plain(k)])}"));
        var row = name is null ? key : $"{name} ({key})";
        if (found is null)
            return $"{row} is missing";
        if (rebuilt is null)
            return $"{row} is there, but the events do not tell of it";
        var columns = shape.Columns.Select(Plain).Where(c => rebuilt[c].GetRawText() != found[c].GetRawText());
        return $"{row}: " + string.Join("; ", columns.Select(c => $"{c} is {Quoted(found[c])}, the events say {Quoted(rebuilt[c])}"));
    }

    private static string Plain(string column) => column.Trim('"');

    private static string Plain(JsonElement value) => value.ToString();

    private static string Quoted(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "empty",
        JsonValueKind.String => $"'{value}'",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToString(),
    };
}

/// <summary>A table beside what the events make of it.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">Rows that it should have.</param>
/// <param name="Missing">Rows that are not there.</param>
/// <param name="Unknown">Rows that the events do not tell of.</param>
/// <param name="Different">Rows in which some column differs.</param>
/// <param name="Told">The first of them in words; may hold names, verbatim.</param>
internal sealed record ComparedTable(string Table, long Rows, long Missing, long Unknown, long Different, IReadOnlyList<string> Told)
{
    /// <summary>Rows that are not as they should be.</summary>
    public long Wrong => Missing + Unknown + Different;
}
