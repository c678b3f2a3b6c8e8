using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using Npgsql;

namespace ClanLedger.Judging;

/// <summary>Judges the complete rosters of a run, and keeps the verdicts with the staged snapshots.</summary>
internal static class HeldSnapshots
{
    /// <summary>Judges and writes the verdicts down. A roster that is believed supersedes those of its clan that are held.</summary>
    /// <param name="connection">Within the transaction that applies the run, under the ledger's lock.</param>
    /// <param name="runId">The staged run.</param>
    /// <param name="today">Its day.</param>
    /// <param name="settings">The limits of the guard.</param>
    /// <param name="time">When.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task JudgeAsync(
        NpgsqlConnection connection, Guid runId, DateOnly today, GuardSettings settings, TimeProvider time, CancellationToken ct)
    {
        await FailAsync("judging/fail_mixed", connection, runId, ct);
        await FailAsync("judging/fail_unresolved", connection, runId, ct);
        await KeepAsync(connection, [.. (await ReadAsync(connection, runId, ct)).Select(a => Guard.Judge(a, today, settings))], ct);

        await using var supersede = new NpgsqlCommand(
            """
            update staging.t_snapshots h set verdict = 'superseded', decided = $2
            from staging.t_snapshots s
            where s.run_id = $1 and s.verdict in ('complete', 'accepted')
              and h.clan_id = s.clan_id and h.verdict = 'quarantined' and h.snapshot_id < s.snapshot_id
            """, connection);
        supersede.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        supersede.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() });
        await supersede.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What each complete roster of a run lacks, of the clans that were observed before; and those that are empty.</summary>
    public static async Task<IReadOnlyList<Absence>> ReadAsync(NpgsqlConnection connection, Guid runId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("judging/absences"), connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var absences = new List<Absence>();
        while (await reader.ReadAsync(ct))
        {
            absences.Add(new Absence(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4),
                reader.IsDBNull(5) ? null : new HeldBefore(
                    reader.GetFieldValue<DateOnly>(5), reader.GetInt32(6), reader.GetInt32(7), reader.GetInt32(8), reader.GetBoolean(9)),
                reader.GetBoolean(10)));
        }

        return absences;
    }

    private static async Task FailAsync(string statement, NpgsqlConnection connection, Guid runId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text(statement), connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task KeepAsync(NpgsqlConnection connection, Judgment[] judgments, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            update staging.t_snapshots s set verdict = j.verdict, reason = j.reason, known = j.known, absent = j.absent, agreeing = j.agreeing
            from unnest($1, $2, $3, $4, $5, $6) as j (snapshot_id, verdict, reason, known, absent, agreeing)
            where s.snapshot_id = j.snapshot_id
            """, connection);
        Column(j => j.Absence.SnapshotId);
        Column(j => j.Verdict);
        Column(j => j.Reason);
        Column(j => j.Absence.Known);
        Column(j => j.Absence.Absent);
        Column(j => j.Agreeing);
        await command.ExecuteNonQueryAsync(ct);

        void Column<T>(Converter<Judgment, T> of) => command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(judgments, of) });
    }
}
