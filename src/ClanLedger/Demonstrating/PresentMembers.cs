using Npgsql;

namespace ClanLedger.Demonstrating;

/// <summary>Who is in which clan, as the ledger has it.</summary>
internal static class PresentMembers
{
    /// <summary>Clan by membership id.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> ReadAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select destiny_id, clan_id from groups.t_members where not deleted_flag");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var present = new Dictionary<long, long>();
        while (await reader.ReadAsync(ct))
            present.Add(reader.GetInt64(0), reader.GetInt64(1));
        return present;
    }
}
