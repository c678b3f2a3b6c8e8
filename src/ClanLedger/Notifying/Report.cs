using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Notifying;

/// <summary>Which events a run appended, or the acceptance of a held roster. All appending happens under one lock, so they stand in a row.</summary>
/// <param name="RunId">The run; of an acceptance, an id of its own.</param>
/// <param name="Day">The ledger's day.</param>
/// <param name="Recorded">When it was applied, UTC.</param>
/// <param name="After">The last sequence number before its events.</param>
/// <param name="Through">The last of its events.</param>
/// <param name="OfRun">The run whose held roster was accepted; null: it is a run's report.</param>
public sealed record Report(Guid RunId, DateOnly Day, DateTimeOffset Recorded, long After, long Through, Guid? OfRun = null)
{
    /// <summary>The last event of the store, within the ledger's lock.</summary>
    public static async Task<long> LastSequenceAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select coalesce(max(seq_id), 0) from {LedgerSchema.Events}.mt_events", connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Keeps it, within the transaction that appended the events.</summary>
    public async Task KeepAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into notify.t_reports (run_id, effective_date, recorded, after, through, of_run) values ($1, $2, $3, $4, $5, $6)", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = RunId });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = Day });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Recorded });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = After });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Through });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)OfRun ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether that of a run is not in the queue yet.</summary>
    public static async Task<bool> IsUntoldAsync(NpgsqlConnection connection, Guid runId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select exists(select from notify.t_reports where run_id = $1 and queued is null)", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Those up to a run's that are not in the queue yet, oldest first.</summary>
    public static async Task<IReadOnlyList<Report>> UntoldAsync(NpgsqlDataSource database, Guid runId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select run_id, effective_date, recorded, after, through, of_run from notify.t_reports
            where queued is null and through <= (select through from notify.t_reports where run_id = $1) order by through
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var reports = new List<Report>();
        while (await reader.ReadAsync(ct))
            reports.Add(Read(reader));
        return reports;
    }

    private static Report Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateTimeOffset>(2), row.GetInt64(3), row.GetInt64(4), row.IsDBNull(5) ? null : row.GetGuid(5));

    /// <summary>That of one run, or of the last; null when there is none.</summary>
    public static async Task<Report?> FindAsync(NpgsqlDataSource database, Guid? runId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select run_id, effective_date, recorded, after, through, of_run from notify.t_reports where $1 is null or run_id = $1 order by through desc limit 1");
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)runId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }
}
