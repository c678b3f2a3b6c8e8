using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>A member is listed a second time, under a membership that no longer works.</summary>
internal sealed record ListedTwice(long MembershipId) : RosterFault
{
    private const long Stale = 4611686017000000000;

    public override IEnumerable<Listing> Members(IReadOnlyList<Listing> members, SimulatedClan clan, World world) =>
        members.Concat(members.Where(m => m.MembershipId == MembershipId).Select(m => m with
        {
            MembershipId = Stale + (MembershipId % 1_000_000_000),
            MembershipType = m.MembershipType == 2 ? 1 : 2,
            DisplayName = "",
        }));
}
