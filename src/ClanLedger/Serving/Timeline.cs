using ClanLedger.Appending;
using ClanLedger.Ledger;
using Marten;

namespace ClanLedger.Serving;

/// <summary>One entry of a member's history.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Kind">The event's name in storage.</param>
/// <param name="Recorded">When it was written down, UTC.</param>
/// <param name="Version">Its number in the member's history, from 1; it never changes.</param>
/// <param name="Cause">Key of the run that saw it, <c>run/{id}</c>.</param>
/// <param name="SnapshotId">The roster that showed it.</param>
public sealed record TimelineEntry(IMemberEvent Event, string Kind, DateTimeOffset Recorded, long Version, string? Cause, long? SnapshotId);

/// <summary>A member's history, straight from their stream.</summary>
internal static class Timeline
{
    /// <summary>Oldest first.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>> ReadAsync(IDocumentStore store, long membershipId, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(StreamKeys.Member(membershipId), token: ct);
        return
        [
            .. events.Select(e => new TimelineEntry(
                (IMemberEvent)e.Data, e.EventTypeName, e.Timestamp, e.Version, e.CausationId, StreamAppender.SnapshotBehind(e))),
        ];
    }
}
