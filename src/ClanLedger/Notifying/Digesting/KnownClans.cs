using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Notifying.Digesting;

/// <summary>What the tables know of a clan.</summary>
/// <param name="Name">Its name; its id when it has none yet.</param>
/// <param name="Members">Members the ledger had in it once its last believed roster was applied; null: there never was one.</param>
/// <param name="Groups">The groups of clans it is in.</param>
/// <param name="Tracked">Its roster is read.</param>
/// <param name="Present">Members the ledger has in it now.</param>
internal sealed record KnownClan(string Name, int? Members, IReadOnlyList<string> Groups, bool Tracked, int Present);

/// <summary>Every clan ever tracked.</summary>
internal static class KnownClans
{
    public static async Task<IReadOnlyDictionary<long, KnownClan>> ReadAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql.Text("notifying/clans"));
        await using var reader = await command.ExecuteReaderAsync(ct);
        var clans = new Dictionary<long, KnownClan>();
        while (await reader.ReadAsync(ct))
        {
            clans[reader.GetInt64(0)] = new KnownClan(
                reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetInt32(2), reader.GetFieldValue<string[]>(3), reader.GetBoolean(4), reader.GetInt32(5));
        }

        return clans;
    }
}
