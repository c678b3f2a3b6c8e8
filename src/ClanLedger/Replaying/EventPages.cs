using System.Runtime.CompilerServices;
using ClanLedger.Hosting;
using JasperFx.Events;
using Marten;

namespace ClanLedger.Replaying;

/// <summary>All events in the order of their sequence numbers, a range of numbers at a time. A range may hold fewer events, or none.</summary>
internal static class EventPages
{
    /// <summary>Reads a part of the history.</summary>
    /// <param name="open">Opens a session for each range.</param>
    /// <param name="after">The last sequence number that is known.</param>
    /// <param name="last">The last sequence number to read.</param>
    /// <param name="size">Numbers in a range.</param>
    /// <param name="ahead">Ranges read and parsed at once, while the last is worked on; with 1, none is.</param>
    /// <param name="ct">Cancels.</param>
    public static async IAsyncEnumerable<IReadOnlyList<IEvent>> ReadAsync(
        Func<IQuerySession> open, long after, long last, int size, int ahead, [EnumeratorCancellation] CancellationToken ct)
    {
        var waiting = new Queue<Task<IReadOnlyList<IEvent>>>();
        try
        {
            for (var from = after; from < last || waiting.Count > 0;)
            {
                for (; from < last && waiting.Count < ahead; from += size)
                {
                    var first = from;
                    waiting.Enqueue(Task.Run(() => RangeAsync(open, first, Math.Min(first + size, last), ct), ct));
                }

                yield return await waiting.Dequeue();
            }
        }
        finally
        {
            await Task.WhenAll((IEnumerable<Task>)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>An event that is not what was recorded: nothing can be rebuilt past it.</summary>
    public static UserErrorException Unreadable(long sequence, Exception why) => new(
        $"event {sequence} can not be read, so it was changed after it was recorded: restore the ledger schema from a backup", why);

    private static async Task<IReadOnlyList<IEvent>> RangeAsync(Func<IQuerySession> open, long after, long last, CancellationToken ct)
    {
        await using var session = open();
        try
        {
            return await session.Events.QueryAllRawEvents().Where(e => e.Sequence > after && e.Sequence <= last).OrderBy(e => e.Sequence).ToListAsync(ct);
        }
        catch (Marten.Exceptions.EventDeserializationFailureException e)
        {
            throw Unreadable(e.Sequence, e);
        }
    }
}
