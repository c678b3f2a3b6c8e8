using Npgsql;

namespace ClanLedger.Judging;

/// <summary>A roster that was held, and what became of it.</summary>
/// <param name="SnapshotId">staging.t_snapshots.</param>
/// <param name="RunId">The run that read it.</param>
/// <param name="ClanId">groupId of the clan.</param>
/// <param name="ClanName">As the ledger knows it.</param>
/// <param name="EffectiveDate">The day of the roster.</param>
/// <param name="Verdict">quarantined, accepted, rejected or superseded.</param>
/// <param name="Reason">Why it was held, or what was decided.</param>
/// <param name="Members">Distinct members on the roster.</param>
/// <param name="Known">Members the ledger had in the clan.</param>
/// <param name="Absent">How many of them were on no complete roster of the run.</param>
/// <param name="Hash">SHA-256 of the roster, hex.</param>
/// <param name="Fetched">When it was read, UTC.</param>
/// <param name="Decided">When it was decided, UTC; null while it is held.</param>
internal sealed record HeldSnapshot(
    long SnapshotId, Guid RunId, long ClanId, string? ClanName, DateOnly EffectiveDate, string Verdict, string? Reason,
    int Members, int Known, int Absent, string Hash, DateTimeOffset Fetched, DateTimeOffset? Decided)
{
    private const string Select = """
        select s.snapshot_id, s.run_id, s.clan_id, coalesce(c.clan_name, s.clan_name), s.effective_date, s.verdict, s.reason,
          s.members, coalesce(s.known, 0), coalesce(s.absent, 0), s.hash, s.fetched, s.decided
        from staging.t_snapshots s left join groups.t_clans c on c.clan_id = s.clan_id
        where s.verdict in ('quarantined', 'accepted', 'rejected', 'superseded')
        """;

    /// <summary>Those that are held, or all that ever were; newest first.</summary>
    public static async Task<IReadOnlyList<HeldSnapshot>> ListAsync(NpgsqlDataSource database, bool all, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"{Select} {(all ? "" : "and s.verdict = 'quarantined'")} order by s.snapshot_id desc");
        return await ReadAsync(command, ct);
    }

    /// <summary>One by its id; null when there is none that was ever held.</summary>
    public static async Task<HeldSnapshot?> FindAsync(NpgsqlConnection connection, long snapshotId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"{Select} and s.snapshot_id = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = snapshotId });
        return (await ReadAsync(command, ct)).SingleOrDefault();
    }

    private static async Task<IReadOnlyList<HeldSnapshot>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<HeldSnapshot>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(new HeldSnapshot(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetInt64(2), Text(3), reader.GetFieldValue<DateOnly>(4), reader.GetString(5), Text(6),
                reader.GetInt32(7), reader.GetInt32(8), reader.GetInt32(9), reader.GetString(10), reader.GetFieldValue<DateTimeOffset>(11),
                reader.IsDBNull(12) ? null : reader.GetFieldValue<DateTimeOffset>(12)));
        }

        return found;

        string? Text(int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
    }
}
