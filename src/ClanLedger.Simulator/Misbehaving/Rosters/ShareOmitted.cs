using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>A share is not listed: those whose ids come first in an order of chance.</summary>
internal sealed record ShareOmitted(double Share) : RosterFault
{
    public override IEnumerable<Listing> Members(IReadOnlyList<Listing> members, SimulatedClan clan, World world)
    {
        var omitted = (int)Math.Round(members.Count * Share, MidpointRounding.AwayFromZero);
        var unlucky = members.OrderBy(m => Chance.Of(m.MembershipId)).Take(omitted).ToHashSet();
        return members.Where(m => !unlucky.Contains(m));
    }
}
