using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>Someone of another clan is listed as well.</summary>
internal sealed record AlsoListed(long MembershipId, DateTimeOffset JoinDate, bool Overridden) : RosterFault
{
    public override IEnumerable<Listing> Members(IReadOnlyList<Listing> members, SimulatedClan clan, World world) =>
        world.Who(MembershipId) is { } person && person.ClanId != clan.ClanId
            ? members.Append(new Listing(person, clan.ClanId) { JoinDate = JoinDate, Overridden = Overridden })
            : members;
}
