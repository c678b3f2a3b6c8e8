using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>No one is listed.</summary>
internal sealed record NoMembers : RosterFault
{
    public override IEnumerable<Listing> Members(IReadOnlyList<Listing> members, SimulatedClan clan, World world) => [];
}
