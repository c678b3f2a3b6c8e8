using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>No page says that another follows.</summary>
internal sealed record NoMorePages : PageFault
{
    public override RosterPage Page(Roster roster, int number) => roster.Page(number) with { HasMore = false };
}
