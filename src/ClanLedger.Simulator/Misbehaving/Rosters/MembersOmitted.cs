using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>These are not listed.</summary>
internal sealed record MembersOmitted(IReadOnlySet<long> MembershipIds) : RosterFault
{
    public override IEnumerable<Listing> Members(IReadOnlyList<Listing> members, SimulatedClan clan, World world) =>
        members.Where(m => !MembershipIds.Contains(m.MembershipId));
}
