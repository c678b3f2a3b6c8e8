using Npgsql;

namespace ClanLedger.Tracking;

/// <summary>What the ledger knows about a clan and a group.</summary>
/// <param name="Tracked">Its roster is kept.</param>
/// <param name="GroupId">The group of that name, if there is one.</param>
/// <param name="InGroup">The clan is in it.</param>
/// <param name="NextGroupId">The number for a new group.</param>
internal sealed record KnownClan(bool Tracked, int? GroupId, bool InGroup, int NextGroupId)
{
    /// <summary>Reads it; hold the ledger's lock while deciding on it.</summary>
    public static async Task<KnownClan> ReadAsync(NpgsqlConnection connection, long clanId, string? group, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select
              coalesce((select tracked from groups.t_clans where clan_id = $1), false),
              g.group_id,
              exists (select from groups.t_group_clans gc where gc.group_id = g.group_id and gc.clan_id = $1),
              (select coalesce(max(group_id), 0) + 1 from groups.t_groups)
            from (select) as one
            left join groups.t_groups g on g.group_name = $2
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = clanId });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = group });
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new KnownClan(reader.GetBoolean(0), reader.IsDBNull(1) ? null : reader.GetInt32(1), reader.GetBoolean(2), reader.GetInt32(3));
    }
}
