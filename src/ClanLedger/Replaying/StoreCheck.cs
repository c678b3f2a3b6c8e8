using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>Looks for what should never be in the event store, whatever the tables say.</summary>
internal static class StoreCheck
{
    private const int MostTold = 10;

    /// <summary>Kinds of events that are Marten's own: the notes of numbers that failed transactions took.</summary>
    private static readonly string[] OfMarten = ["tombstone"];

    /// <summary>Checks kinds, numbers, streams and member ids.</summary>
    /// <returns>What is wrong, and how many sequence numbers were taken by transactions that failed, or by rehearsals: those are normal.</returns>
    public static async Task<(IReadOnlyList<string> Faults, long Unused)> RunAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await connection.RunAsync("set work_mem = '128MB'", ct);
        var (faults, unused) = await SequenceAsync(connection, ct);
        faults.AddRange(await UnknownEventsAsync(connection, ct));
        faults.AddRange(await LinesAsync(connection, "replaying/streams", r => $"{r.GetString(0)}: {r.GetString(1)}", ct));
        faults.AddRange(await LinesAsync(connection, "replaying/member_numbers", r => r.GetString(0), ct));
        return (faults, unused);
    }

    /// <summary>Events that no version up to this one records. A replay can not read past them.</summary>
    public static Task<IReadOnlyList<string>> UnknownEventsAsync(NpgsqlConnection connection, CancellationToken ct) => LinesAsync(
        connection, "replaying/unknown_events", r => $"{r.GetInt64(1)} events are of the kind {r.GetString(0)}, which this version does not know", ct,
        new NpgsqlParameter<string[]> { TypedValue = [.. Storage.EventNames.Values, .. OfMarten] });

    /// <summary>Nothing may be rebuilt from events that were lost: what the tables hold may be the last that is left of them.</summary>
    /// <exception cref="UserErrorException">There are fewer events than the store says, or runs in the tables that no event tells of.</exception>
    public static async Task RefuseLostAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("replaying/lost_events"), connection) { CommandTimeout = 0 };
        if (await command.ExecuteScalarAsync(ct) is string lost)
        {
            throw new UserErrorException(
                $"Events are missing: {lost}. Nothing was changed: restore the schema ledger from its last backup; if there is no later one, drop the schema groups first");
        }
    }

    private static async Task<(List<string> Faults, long Unused)> SequenceAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("replaying/sequence"), connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (faults, unused) = (new List<string>(), 0L);
        while (await reader.ReadAsync(ct))
        {
            var (first, last) = (reader.GetInt64(0), reader.GetInt64(1));
            if (!await reader.IsDBNullAsync(2, ct))
                faults.Add($"event{(first == last ? $" {first} is" : $"s {first} to {last} are")} gone from the midst of {reader.GetString(2)}");
            else
                unused += last - first + 1;
        }

        return (faults, unused);
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(
        NpgsqlConnection connection, string statement, Func<NpgsqlDataReader, string> line, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(Sql.Text(statement), connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = new List<string>();
        var more = 0;
        while (await reader.ReadAsync(ct))
        {
            if (lines.Count < MostTold)
                lines.Add(line(reader));
            else
                more++;
        }

        if (more > 0)
            lines.Add($"and {more} more of this kind");
        return lines;
    }
}
