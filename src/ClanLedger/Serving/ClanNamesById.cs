using Npgsql;

namespace ClanLedger.Serving;

/// <summary>Names of clans, for telling.</summary>
internal static class ClanNamesById
{
    /// <summary>A clan's name by its id; the id itself for a clan the ledger does not know by name.</summary>
    public static Task<Func<long, string>> ReadAsync(NpgsqlDataSource database, CancellationToken ct) =>
        ReadAsync(database.CreateCommand("select clan_id, clan_name from groups.t_clans where clan_name is not null"), ct);

    /// <summary>The same, for these clans alone.</summary>
    public static async Task<Func<long, string>> ReadAsync(NpgsqlDataSource database, IEnumerable<long> clans, CancellationToken ct)
    {
        var ids = clans.Distinct().ToArray();
        return ids.Length == 0
            ? id => id.ToString()
            : await ReadAsync(database.CreateCommand("select clan_id, clan_name from groups.t_clans where clan_name is not null and clan_id = any($1)").WithIds(ids), ct);
    }

    private static async Task<Func<long, string>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var names = new Dictionary<long, string>(await command.ListAsync(row => KeyValuePair.Create(row.GetInt64(0), row.GetString(1)), ct));
        return id => names.GetValueOrDefault(id) ?? id.ToString();
    }
}
