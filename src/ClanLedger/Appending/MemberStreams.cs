using ClanLedger.Diffing;
using ClanLedger.Ledger;

namespace ClanLedger.Appending;

/// <summary>The events of all members that changed, decided one after another.</summary>
/// <param name="day">The ledger's day.</param>
/// <param name="nextNumber">The first free member id.</param>
/// <param name="tally">Counts what is decided.</param>
internal sealed class MemberStreams(DateOnly day, int nextNumber, RunTally tally)
{
    private int _nextNumber = nextNumber;

    /// <summary>Decides for one member; null when nothing is to be recorded.</summary>
    public StreamOfRun? Decide(MemberChanges member)
    {
        var events = MemberDecision.Decide(member, day, () => _nextNumber++).ToArray();
        tally.Add(member, events);
        return events.Length > 0 ? new StreamOfRun(StreamKeys.Member(member.MembershipId), member.SnapshotId, events) : null;
    }
}
