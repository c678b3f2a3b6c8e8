using ClanLedger.Hosting;
using ClanLedger.Projecting;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>The columns of a rebuilt table, quoted: all statements over it are made from them, so that a new table needs none of its own.</summary>
/// <param name="Table">Its name, without a schema.</param>
/// <param name="Keys">The primary key.</param>
/// <param name="Identifying">All columns that some unique index looks at.</param>
/// <param name="Columns">All.</param>
internal sealed record TableShape(string Table, string[] Keys, string[] Identifying, string[] Columns)
{
    /// <summary>The columns of the table's rows that may change while the row stays the same row.</summary>
    public string[] Others => [.. Columns.Except(Identifying, StringComparer.Ordinal)];

    /// <summary>Those of all projected tables. The rebuilt tables are there.</summary>
    public static async Task<IReadOnlyList<TableShape>> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("replaying/table_shapes"), connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. GroupsProjection.Tables] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var shapes = new List<TableShape>();
        while (await reader.ReadAsync(ct))
        {
            shapes.Add(new TableShape(
                reader.GetString(0), reader.GetFieldValue<string[]>(1), reader.GetFieldValue<string[]>(2), reader.GetFieldValue<string[]>(3)));
        }

        return shapes;
    }

    /// <summary>What the tables of a schema lack, a table and a fault each. Nothing can be compared before it is mended.</summary>
    public static async Task<IReadOnlyList<(string Table, string Fault)>> FaultsAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("replaying/structure"), connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schema });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. GroupsProjection.Tables] });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var faults = new List<(string, string)>();
        while (await reader.ReadAsync(ct))
            faults.Add((reader.GetString(0), reader.GetString(1)));
        return faults;
    }

    /// <summary><c>x.a, x.b</c>.</summary>
    public static string List(string alias, IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"{alias}.{c}"));

    /// <summary>Whether two rows have the same key.</summary>
    public string SameKey(string one, string other) => string.Join(" and ", Keys.Select(k => $"{one}.{k} = {other}.{k}"));
}
