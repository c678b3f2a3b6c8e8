using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Running;

/// <summary>How far a run has come, by what the database says: a message may come twice, or late.</summary>
internal static class RunProgress
{
    /// <summary>Whether it is in the ledger.</summary>
    public static async Task<bool> IsAppliedAsync(NpgsqlDataSource database, Guid runId, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select exists(select from staging.t_runs where run_id = $1 and applied is not null)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Whether a run that began or read later is in the ledger already: this one was broken off, and others went on.</summary>
    public static async Task<bool> IsOvertakenAsync(NpgsqlConnection connection, Guid runId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("resuming/overtaken"), connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Whether it was not read to its end: it is being read again, or was broken off in doing so.</summary>
    public static async Task<bool> IsUnreadAsync(NpgsqlConnection connection, Guid runId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select exists(select from staging.t_runs where run_id = $1 and staged is null and applied is null)", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Its last roster and answer are in.</summary>
    public static async Task NoteStagedAsync(NpgsqlDataSource database, Guid runId, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.CreateCommand("update staging.t_runs set staged = $2 where run_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Keeps why a run came to nothing, for whoever asks what became of it; a run that goes on after all forgets it.</summary>
    public static async Task NoteFailureAsync(NpgsqlDataSource database, Guid runId, DateOnly day, string why, DateTimeOffset now)
    {
        await using var command = database.CreateCommand(Sql.Text("resuming/note_failure"));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = day });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = why });
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Forgets what an overtaken run had read.</summary>
    public static async Task ForgetAsync(NpgsqlConnection connection, Guid runId, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("resuming/forget_all"), connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        await command.ExecuteNonQueryAsync(ct);
    }
}
