using Npgsql;

namespace ClanLedger.Judging;

/// <summary>A present member whom a held roster lacks.</summary>
/// <param name="MembershipId">Destiny membershipId.</param>
/// <param name="Name">The name the ledger has.</param>
/// <param name="Role">The role the ledger has.</param>
internal sealed record AbsentMember(string MembershipId, string Name, string Role)
{
    /// <summary>All of them, by name.</summary>
    public static async Task<IReadOnlyList<AbsentMember>> ReadAsync(NpgsqlConnection connection, HeldSnapshot snapshot, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select m.destiny_id::text, m.destiny_name, m.role from groups.t_members m
            where m.clan_id = $2 and not m.deleted_flag and not exists (
              select from staging.t_clan_members r where r.run_id = $1 and r.clan_id = $2 and r.destiny_id = m.destiny_id)
            order by m.destiny_name, m.destiny_id
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = snapshot.RunId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = snapshot.ClanId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var absent = new List<AbsentMember>();
        while (await reader.ReadAsync(ct))
            absent.Add(new AbsentMember(reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return absent;
    }
}
