using ClanLedger.Projecting;
using ClanLedger.Tests.Harness;
using Npgsql;

namespace ClanLedger.Tests.Replaying;

/// <summary>What the tables hold, to the last bit: the MD5 of all rows in order, table by table.</summary>
internal static class EveryRow
{
    public static Task<IReadOnlyList<string>> OfAsync(TestLedger ledger, string schema = "groups") => OfAsync(ledger.Database, schema);

    public static Task<IReadOnlyList<string>> OfAsync(NpgsqlDataSource database, string schema = "groups") =>
        SumsAsync(database, schema, "x::text", "x::text collate \"C\"");

    /// <summary>The same for two ledgers of one history: without the ids of events and runs, which they do not share.</summary>
    public static Task<IReadOnlyList<string>> ButForIdsAsync(NpgsqlDataSource database) =>
        SumsAsync(database, "groups", "(to_jsonb(x) - 'event_id' - 'run_id')::text", "(to_jsonb(x) - 'event_id' - 'run_id')::text collate \"C\"");

    /// <summary>The same with the transactions that wrote the rows, and where they lie: equal only if nothing was written.</summary>
    public static Task<IReadOnlyList<string>> UntouchedAsync(TestLedger ledger) => SumsAsync(ledger.Database, "groups", "x.ctid || ' ' || x.xmin || x::text", "x.ctid");

    private static async Task<IReadOnlyList<string>> SumsAsync(NpgsqlDataSource database, string schema, string row, string order)
    {
        var sums = new List<string>();
        foreach (var table in GroupsProjection.Tables)
        {
            await using var command = database.CreateCommand(
                $"select '{table} ' || count(*) || ' ' || coalesce(md5(string_agg({row}, E'\\n' order by {order})), '') from {schema}.{table} x");
            sums.Add((string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
        }

        return sums;
    }
}
