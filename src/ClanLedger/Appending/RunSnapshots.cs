using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using ClanLedger.Judging;
using ClanLedger.Ledger;
using ClanLedger.Running;
using Npgsql;

namespace ClanLedger.Appending;

/// <summary>The staged snapshots of a run, beside what the ledger knows of their clans.</summary>
internal static class RunSnapshots
{
    /// <summary>Takes the run for applying; null when it was applied before.</summary>
    /// <exception cref="UserErrorException">A later day already was.</exception>
    public static async Task<IReadOnlyList<SnapshotOfRun>?> BeginAsync(
        NpgsqlConnection connection, ApplyRoster run, GuardSettings guard, TimeProvider time, CancellationToken ct)
    {
        await using (var command = new NpgsqlCommand(
            "update staging.t_runs set applied = $2 where run_id = $1 and applied is null", connection))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.RunId });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
            if (await command.ExecuteNonQueryAsync(ct) == 0)
                return null;
        }

        await RunCalendar.RefuseEarlierAsync(connection, run.EffectiveDate, ct);
        await HeldSnapshots.JudgeAsync(connection, run.RunId, run.EffectiveDate, guard, time, ct);
        return await ReadAsync(connection, run.RunId, ct);
    }

    /// <summary>The snapshots of a run as they stand.</summary>
    public static async Task<IReadOnlyList<SnapshotOfRun>> ReadAsync(NpgsqlConnection connection, Guid runId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select s.snapshot_id, s.clan_id, s.verdict, s.reason, s.members, s.profiles, s.hash, s.clan_name, s.callsign,
              c.clan_name, c.callsign, c.last_observed is null,
              coalesce(s.known, 0), coalesce(s.absent, 0), (
                select count(*)::integer from staging.t_departures d
                join groups.t_members m on m.destiny_id = d.destiny_id and m.clan_id = s.clan_id and not m.deleted_flag
                where d.run_id = s.run_id and d.clan_id = s.clan_id),
              s.fetched, (
                select count(*)::integer from groups.t_memberships x
                where x.clan_id = s.clan_id and x.joined <= s.effective_date and (x."left" is null or x."left" > s.effective_date))
            from staging.t_snapshots s
            join groups.t_clans c on c.clan_id = s.clan_id
            where s.run_id = $1
            order by s.clan_id
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var snapshots = new List<SnapshotOfRun>();
        while (await reader.ReadAsync(ct))
        {
            snapshots.Add(new SnapshotOfRun(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), Text(3), reader.GetInt32(4), reader.GetInt32(5), Text(6),
                new ClanNames(Text(7), Text(8)), new ClanNames(Text(9), Text(10)), reader.GetBoolean(11), reader.GetInt32(12), reader.GetInt32(13), reader.GetInt32(14),
                reader.GetFieldValue<DateTimeOffset>(15), reader.GetInt32(16)));
        }

        return snapshots;

        string? Text(int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
    }
}
