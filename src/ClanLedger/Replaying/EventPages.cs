using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;

namespace ClanLedger.Replaying;

/// <summary>All events in the order of their sequence numbers, a page at a time.</summary>
internal static class EventPages
{
    private const int PageSize = 5_000;

    /// <summary>Reads what is behind a sequence number.</summary>
    /// <param name="session">Whose events.</param>
    /// <param name="after">The last sequence number that is known.</param>
    /// <param name="ahead">The next page is read while the last is worked on: nobody else may use the session's connection.</param>
    /// <param name="ct">Cancels.</param>
    public static async IAsyncEnumerable<IReadOnlyList<IEvent>> ReadAsync(
        IQuerySession session, long after, bool ahead, [EnumeratorCancellation] CancellationToken ct)
    {
        var next = NextAsync(session, after, ct);
        try
        {
            while (await next is { Count: > 0 } page)
            {
                if (ahead)
                    next = NextAsync(session, page[^1].Sequence, ct);
                yield return page;
                if (!ahead)
                    next = NextAsync(session, page[^1].Sequence, ct);
            }
        }
        finally
        {
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Task<IReadOnlyList<IEvent>> NextAsync(IQuerySession session, long after, CancellationToken ct) =>
        session.Events.QueryAllRawEvents().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(PageSize).ToListAsync(ct);
}
