using Npgsql;

namespace ClanLedger.Serving;

/// <summary>The names of all clans, for telling.</summary>
internal static class ClanNamesById
{
    /// <summary>A clan's name by its id; the id itself for a clan the ledger does not know by name.</summary>
    public static async Task<Func<long, string>> ReadAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select clan_id, clan_name from groups.t_clans where clan_name is not null");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = new Dictionary<long, string>();
        while (await reader.ReadAsync(ct))
            names[reader.GetInt64(0)] = reader.GetString(1);
        return id => names.GetValueOrDefault(id) ?? id.ToString();
    }
}
