using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>One member's displayName is not what it is.</summary>
internal abstract record Renamed(long MembershipId) : PageFault
{
    public override IEnumerable<Listing> Members(IReadOnlyList<Listing> members, SimulatedClan clan, World world) =>
        members.Select(m => m.MembershipId == MembershipId ? m with { DisplayName = Name(m.DisplayName) } : m);

    protected abstract string Name(string displayName);
}
