using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>Leaves in the rebuilt tables only what is about some clans: themselves, and everyone who ever was in them.</summary>
internal static class PartialCopy
{
    private const string Stays = "t_memberships";

    /// <summary>Kept whole: a run is about all clans.</summary>
    private const string Runs = "t_runs";

    /// <summary>Deletes the rest; with no clans, nothing.</summary>
    /// <exception cref="UserErrorException">A clan is not known, or was not on that day.</exception>
    public static async Task KeepOnlyAsync(NpgsqlConnection connection, IReadOnlyList<long> clans, CancellationToken ct)
    {
        if (clans.Count == 0)
            return;
        await RefuseUnknownAsync(connection, clans, ct);
        var wanted = $"any(array[{string.Join(", ", clans)}]::bigint[])";
        foreach (var shape in (await TableShape.ReadAsync(connection, ct)).Where(s => s.Table != Runs).OrderBy(Turn))
        {
            var kept = Has(shape, "member_id") ? $"select from {Rebuild.Schema}.{Stays} s where s.member_id = t.member_id and s.clan_id = {wanted}"
                : Has(shape, "clan_id") ? $"select where t.clan_id = {wanted}"
                : Has(shape, "group_id") ? $"select from {Rebuild.Schema}.t_group_clans g where g.group_id = t.group_id"
                : throw new NotSupportedException($"Nothing says which clan a row of {shape.Table} is about");
            await connection.RunAsync($"delete from {Rebuild.Schema}.{shape.Table} t where not exists ({kept})", ct);
        }
    }

    /// <summary>Stays say whose rows are kept, and clans in groups which groups: those follow last.</summary>
    private static int Turn(TableShape shape) => shape.Table == Stays ? 1 : Has(shape, "member_id") || Has(shape, "clan_id") ? 0 : 2;

    private static bool Has(TableShape shape, string column) => shape.Columns.Contains(column, StringComparer.Ordinal);

    private static async Task RefuseUnknownAsync(NpgsqlConnection connection, IReadOnlyList<long> clans, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select w.clan_id from unnest($1) as w (clan_id) where not exists (select from {Rebuild.Schema}.t_clans c where c.clan_id = w.clan_id) limit 1", connection);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. clans] });
        if (await command.ExecuteScalarAsync(ct) is long unknown)
            throw new UserErrorException($"The ledger knows no clan {unknown}, or did not on that day; see `clans list`");
    }
}
