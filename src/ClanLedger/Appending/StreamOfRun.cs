using ClanLedger.Ledger;

namespace ClanLedger.Appending;

/// <summary>What a run appends to one stream.</summary>
/// <param name="Key">One of <see cref="Ledger.StreamKeys"/>.</param>
/// <param name="SnapshotId">The snapshot behind the events; null for the run's own.</param>
/// <param name="Events">In order.</param>
internal sealed record StreamOfRun(string Key, long? SnapshotId, IReadOnlyList<object> Events)
{
    /// <summary>Whether it has no events yet: a member's first is that they joined.</summary>
    public bool Begins => Events[0] is MemberJoined;
}
