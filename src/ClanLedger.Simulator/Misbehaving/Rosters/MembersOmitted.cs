using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>These are not listed.</summary>
/// <param name="MembershipIds">Who.</param>
/// <param name="Counted">Whether totalResults and memberCount count them all the same.</param>
internal sealed record MembersOmitted(IReadOnlySet<long> MembershipIds, bool Counted = false) : RosterFault
{
    public override IEnumerable<Listing> Members(IReadOnlyList<Listing> members, SimulatedClan clan, World world) =>
        members.Where(m => !MembershipIds.Contains(m.MembershipId));

    public override RosterPage Page(Roster roster, int number) => base.Page(roster, number) with { Total = MemberCount(roster.Members.Count) };

    public override int MemberCount(int listed) => listed + (Counted ? MembershipIds.Count : 0);
}
