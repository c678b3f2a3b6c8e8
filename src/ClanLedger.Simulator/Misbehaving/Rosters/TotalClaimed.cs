using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>totalResults is this.</summary>
internal sealed record TotalClaimed(int Total) : PageFault
{
    public override RosterPage Page(Roster roster, int number) => roster.Page(number) with { Total = Total };
}
