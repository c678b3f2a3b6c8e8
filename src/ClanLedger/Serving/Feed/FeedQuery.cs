using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Serving.Feed;

/// <summary>Committed events in the order of their sequence numbers.</summary>
/// <remarks>All appends happen under one lock, so that the order of numbers is the order of commits: behind a number that was read, no smaller one appears.</remarks>
internal static class FeedQuery
{
    public static Task<List<FeedItem>> ReadAsync(NpgsqlDataSource database, long after, int limit, CancellationToken ct) =>
        database.CreateCommand(Sql.Text("serving/feed")).With(after).With(limit).ListAsync(row => new FeedItem(
            row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(6), row.Text(7),
            row.Value<long>(8), row.Text(9), new Answering.RawJson(row.GetString(5))), ct);

    /// <summary>The sequence number of the last event; 0 when there is none.</summary>
    public static async Task<long> LastAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select coalesce(max(seq_id), 0) from {LedgerSchema.Events}.mt_events");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
