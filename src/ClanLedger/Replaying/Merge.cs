using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>Makes the rows of a schema those of the rebuilt tables, by writing only what differs.</summary>
/// <remarks>
/// Tables are never swapped, emptied or locked: views, grants, triggers and foreign keys of other programs stay where they are, and
/// readers see the old rows until the transaction commits, then the new ones.
/// </remarks>
internal static class Merge
{
    /// <summary>Merges all tables.</summary>
    /// <param name="connection">Holds the rebuilt tables; within the transaction that will commit them all.</param>
    /// <param name="schema">The schema to write, quoted if need be.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="UserErrorException">A table lacks something that rows can not mend.</exception>
    public static async Task<IReadOnlyList<MergedTable>> RunAsync(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        if (await TableShape.FaultsAsync(connection, schema, ct) is [var (table, fault), ..])
            throw new UserErrorException($"{schema}.{table} can not be mended row by row: {fault}. Drop the table, with what depends on it, and say `replay` again");

        // The planner takes a table that was emptied for a small one, and would read it through for every row that it inserts there.
        await connection.RunAsync("set local enable_nestloop = off", ct);
        var shapes = await TableShape.ReadAsync(connection, ct);
        var deleted = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var shape in shapes.Reverse())
            deleted[shape.Table] = await connection.RunAsync(Delete(shape, schema), ct);

        var merged = new List<MergedTable>();
        foreach (var shape in shapes)
        {
            var updated = shape.Others.Length == 0 ? 0 : await connection.RunAsync(Update(shape, schema), ct);
            var inserted = await connection.RunAsync(Insert(shape, schema), ct);
            await using var count = new NpgsqlCommand($"select count(*) from {Rebuild.Schema}.{shape.Table}", connection) { CommandTimeout = 0 };
            merged.Add(new MergedTable(shape.Table, (long)(await count.ExecuteScalarAsync(ct))!, deleted[shape.Table], updated, inserted));
        }

        return merged;
    }

    /// <summary>Rows that the events do not know, or know under another identity: those are inserted anew, as an update could collide.</summary>
    private static string Delete(TableShape shape, string schema) => $"""
        delete from {schema}.{shape.Table} l where not exists (
          select from {Rebuild.Schema}.{shape.Table} r
          where {shape.SameKey("r", "l")} and row({TableShape.List("r", shape.Identifying)}) is not distinct from row({TableShape.List("l", shape.Identifying)}))
        """;

    private static string Update(TableShape shape, string schema) => $"""
        update {schema}.{shape.Table} l set {string.Join(", ", shape.Others.Select(c => $"{c} = r.{c}"))}
        from {Rebuild.Schema}.{shape.Table} r
        where {shape.SameKey("r", "l")} and row({TableShape.List("r", shape.Others)}) is distinct from row({TableShape.List("l", shape.Others)})
        """;

    private static string Insert(TableShape shape, string schema) => $"""
        insert into {schema}.{shape.Table} ({string.Join(", ", shape.Columns)})
        select {TableShape.List("r", shape.Columns)} from {Rebuild.Schema}.{shape.Table} r
        where not exists (select from {schema}.{shape.Table} l where {shape.SameKey("r", "l")})
        """;
}

/// <summary>What a merge did to a table.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">Rows it has now.</param>
/// <param name="Deleted">Rows that the events do not know.</param>
/// <param name="Updated">Rows that differed.</param>
/// <param name="Inserted">Rows that were missing.</param>
internal sealed record MergedTable(string Table, long Rows, long Deleted, long Updated, long Inserted)
{
    /// <summary>Rows written in all.</summary>
    public long Changed => Deleted + Updated + Inserted;
}
