using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>Pages are filled up with invented members, and never end.</summary>
internal sealed record EndlessPages(int Claimed) : PageFault
{
    private const long FirstMembershipId = 4611686019000000000;

    public override RosterPage Page(Roster roster, int number)
    {
        var page = roster.Page(number);
        var invented = Enumerable.Range(page.Shown.Count, Math.Max(0, page.Size - page.Shown.Count))
            .Select(place => Invented(roster.Clan, ((long)number * page.Size) + place));
        return page with { Shown = [.. page.Shown, .. invented], Total = Claimed * page.Size, HasMore = true };
    }

    private static Listing Invented(SimulatedClan clan, long number) =>
        new(new Person { MembershipId = FirstMembershipId + number, DisplayName = $"Invented {number}" }, clan.ClanId);
}
