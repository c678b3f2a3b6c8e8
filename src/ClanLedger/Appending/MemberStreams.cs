using ClanLedger.Diffing;
using ClanLedger.Ledger;

namespace ClanLedger.Appending;

/// <summary>The events of all members that changed. Pure.</summary>
internal static class MemberStreams
{
    /// <summary>Decides member by member.</summary>
    /// <param name="changes">What the diff found.</param>
    /// <param name="day">The ledger's day.</param>
    /// <param name="nextNumber">The first free member id.</param>
    /// <param name="tally">Counts what is decided.</param>
    public static List<StreamOfRun> Decide(IReadOnlyCollection<MemberChanges> changes, DateOnly day, int nextNumber, RunTally tally)
    {
        var streams = new List<StreamOfRun>(changes.Count);
        foreach (var member in changes)
        {
            var events = MemberDecision.Decide(member, day, () => nextNumber++).ToArray();
            tally.Add(member, events);
            if (events.Length > 0)
                streams.Add(new StreamOfRun(StreamKeys.Member(member.MembershipId), member.SnapshotId, events));
        }

        return streams;
    }
}
