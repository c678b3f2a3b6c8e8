using Npgsql;

namespace ClanLedger.Notifying.Delivering;

/// <summary>How far the digests of a run have come.</summary>
/// <param name="Pending">Routes with messages that may be posted soon.</param>
/// <param name="PutOff">Routes with messages that wait for a later time, and why.</param>
public sealed record DeliveryState(IReadOnlyList<string> Pending, IReadOnlyList<(string Route, string Why)> PutOff);

/// <summary>Waits for a run's digests, for those who end when the run does.</summary>
internal static class DeliveryWait
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>A digest of ten thousand changes goes on behind whoever has no time for it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Until all is delivered that can be delivered soon.</summary>
    /// <returns>What could not.</returns>
    public static async Task<DeliveryState> ForAsync(NpgsqlDataSource database, Guid runId, TimeProvider time, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, time);
        DeliveryState state;
        while ((state = await ReadAsync(database, runId, time.GetUtcNow() + DeliverDigestsHandler.LongestWait, ct)).Pending.Count > 0
            && time.GetElapsedTime(start) < Longest)
            await timer.WaitForNextTickAsync(ct);
        return state;
    }

    private static async Task<DeliveryState> ReadAsync(NpgsqlDataSource database, Guid runId, DateTimeOffset soon, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select r.queued is null, m.route, m.trouble, m.next_attempt > $2
            from notify.t_reports r
            left join lateral (
              select distinct on (route) route, trouble, next_attempt from notify.t_messages where run_id = r.run_id and state = 'queued' order by route, message_id
            ) m on true
            where r.run_id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = soon });
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> pending = [];
        List<(string, string)> later = [];
        while (await reader.ReadAsync(ct))
        {
            if (reader.GetBoolean(0))
                pending.Add("");
            else if (reader.IsDBNull(1))
                continue;
            else if (!reader.IsDBNull(3) && reader.GetBoolean(3))
                later.Add((reader.GetString(1), reader.IsDBNull(2) ? "Discord wants to be left alone" : reader.GetString(2)));
            else
                pending.Add(reader.GetString(1));
        }

        return new DeliveryState(pending, later);
    }
}
