using System.Runtime.CompilerServices;
using System.Text.Json;
using ClanLedger.Hosting;
using ClanLedger.Ledger;
using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>All events in the order of their sequence numbers, a range of numbers at a time. A range may hold fewer events, or none.</summary>
/// <remarks>Of an event only what is folded is read: Marten's own reading of all its metadata takes twice as long.</remarks>
internal static class EventPages
{
    /// <summary>Reads a range: behind its first number, up to its last.</summary>
    public delegate Task<IReadOnlyList<RecordedEvent>> ReadRange(long after, long last);

    /// <summary>Reads a part of the history.</summary>
    /// <param name="read">Reads each range.</param>
    /// <param name="after">The last sequence number that is known.</param>
    /// <param name="last">The last sequence number to read.</param>
    /// <param name="size">Numbers in a range.</param>
    /// <param name="ahead">Ranges read and parsed at once, while the last is worked on; with 1, none is.</param>
    /// <param name="ct">Cancels.</param>
    public static async IAsyncEnumerable<IReadOnlyList<RecordedEvent>> ReadAsync(
        ReadRange read, long after, long last, int size, int ahead, [EnumeratorCancellation] CancellationToken ct)
    {
        var waiting = new Queue<Task<IReadOnlyList<RecordedEvent>>>();
        try
        {
            for (var from = after; from < last || waiting.Count > 0;)
            {
                for (; from < last && waiting.Count < ahead; from += size)
                {
                    var first = from;
                    waiting.Enqueue(Task.Run(() => read(first, Math.Min(first + size, last)), ct));
                }

                yield return await waiting.Dequeue();
            }
        }
        finally
        {
            await Task.WhenAll((IEnumerable<Task>)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A range over a connection, or within its transaction. Marten's tombstones, notes of numbers that failed transactions took, are left out.</summary>
    /// <exception cref="UserErrorException">An event is not what was recorded, or of a kind that this version does not know.</exception>
    public static async Task<IReadOnlyList<RecordedEvent>> RangeAsync(NpgsqlConnection connection, long after, long last, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("replaying/events"), connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = last });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var events = new List<RecordedEvent>();
        while (await reader.ReadAsync(ct))
            events.Add(Read(reader));
        return events;
    }

    /// <summary>An event that is not what was recorded: nothing can be rebuilt past it.</summary>
    public static UserErrorException Unreadable(long sequence, Exception why) => new(
        $"event {sequence} can not be read, so it was changed after it was recorded: restore the ledger schema from a backup", why);

    private static RecordedEvent Read(NpgsqlDataReader reader)
    {
        var (sequence, kind) = (reader.GetInt64(0), reader.GetString(3));
        try
        {
            return new RecordedEvent(sequence, reader.GetGuid(1), reader.GetString(2), Storage.Read(kind, reader.GetFieldValue<byte[]>(4)));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or FormatException or InvalidOperationException or InvalidCastException)
        {
            throw Unreadable(sequence, e);
        }
    }
}

/// <summary>An event as far as the tables follow from it.</summary>
/// <param name="Sequence">Its place among all events.</param>
/// <param name="Id">Its id.</param>
/// <param name="StreamKey">Its stream.</param>
/// <param name="Data">What happened.</param>
internal sealed record RecordedEvent(long Sequence, Guid Id, string StreamKey, ILedgerEvent Data);
