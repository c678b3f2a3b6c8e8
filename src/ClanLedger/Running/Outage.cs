using Npgsql;
using NpgsqlTypes;

namespace ClanLedger.Running;

/// <summary>How far an outage of bungie.net has come, seen from one run.</summary>
public enum OutageState
{
    /// <summary>This run is the first that bungie.net did not answer.</summary>
    Began,

    /// <summary>Nor did it answer this one, like the one before.</summary>
    Lasts,

    /// <summary>This run is the first that it answered again, whatever became of the rosters.</summary>
    Over,
}

/// <summary>An outage of bungie.net.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="Since">The first failure, UTC.</param>
public sealed record Outage(OutageState State, DateTimeOffset Since)
{
    /// <summary>In a few words.</summary>
    public string Told() => State == OutageState.Over
        ? $"bungie.net is back; it had been down since {Since:yyyy-MM-dd HH:mm} UTC"
        : $"bungie.net is down since {Since:yyyy-MM-dd HH:mm} UTC";

    /// <summary>Compares this run with the one before, and keeps what it saw.</summary>
    /// <param name="connection">Within the transaction that applies the run.</param>
    /// <param name="runId">The run.</param>
    /// <param name="downSince">Since when bungie.net had not answered; null when it did, or something could be read.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null when nothing is wrong, nor was.</returns>
    internal static async Task<Outage?> NoteAsync(NpgsqlConnection connection, Guid runId, DateTimeOffset? downSince, CancellationToken ct)
    {
        var before = await BeforeAsync(connection, runId, ct);
        if (downSince is null)
            return before is { } over ? new Outage(OutageState.Over, over) : null;

        await using var command = new NpgsqlCommand("update staging.t_runs set down_since = $2 where run_id = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        command.Parameters.Add(new NpgsqlParameter { Value = before ?? downSince, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await command.ExecuteNonQueryAsync(ct);
        return before is { } since ? new Outage(OutageState.Lasts, since) : new Outage(OutageState.Began, downSince.Value);
    }

    private static async Task<DateTimeOffset?> BeforeAsync(NpgsqlConnection connection, Guid runId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select down_since from staging.t_runs where applied is not null and run_id <> $1 order by applied desc limit 1", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) && !await reader.IsDBNullAsync(0, ct) ? reader.GetFieldValue<DateTimeOffset>(0) : null;
    }
}
