using ClanLedger.Serving.Answering;

namespace ClanLedger.Serving.Feed;

/// <summary>A page of the feed.</summary>
/// <param name="Items">In order.</param>
/// <param name="NextAfter">What to ask for next: the seq of the last item, or the one that was asked for when there is none yet.</param>
public sealed record FeedAnswer(IReadOnlyList<FeedItem> Items, long NextAfter) : IListing<FeedItem>
{
    string? IListing<FeedItem>.NextCursor => null;
}

/// <summary>An event of the ledger.</summary>
/// <param name="Seq">Its sequence number; numbers grow, with gaps.</param>
/// <param name="Event">Its id.</param>
/// <param name="Stream">member/{membershipId}, clan/{groupId} or run/{runId}.</param>
/// <param name="Version">Its place in the stream, 1 being the first.</param>
/// <param name="Kind">The event's kind.</param>
/// <param name="Recorded">When it was written down, UTC.</param>
/// <param name="Cause">run/{runId}, or what an admin did.</param>
/// <param name="SnapshotId">The roster behind it; null when there is none.</param>
/// <param name="By">Who asked for it; null when nobody did.</param>
/// <param name="Data">The event itself.</param>
public sealed record FeedItem(
    long Seq, Guid Event, string Stream, long Version, string Kind, DateTimeOffset Recorded, string? Cause, long? SnapshotId, string? By, RawJson Data);
