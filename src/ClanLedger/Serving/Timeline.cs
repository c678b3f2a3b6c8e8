using ClanLedger.Ledger;
using Marten;

namespace ClanLedger.Serving;

/// <summary>One entry of a member's history.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Kind">The event's name in storage.</param>
/// <param name="Recorded">When it was written down, UTC.</param>
public sealed record TimelineEntry(IMemberEvent Event, string Kind, DateTimeOffset Recorded);

/// <summary>A member's history, straight from their stream.</summary>
internal static class Timeline
{
    /// <summary>Oldest first.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>> ReadAsync(IDocumentStore store, long membershipId, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(StreamKeys.Member(membershipId), token: ct);
        return [.. events.Select(e => new TimelineEntry((IMemberEvent)e.Data, e.EventTypeName, e.Timestamp))];
    }
}
