using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>Whatever page is asked for, the first one comes.</summary>
internal sealed record FirstPageAgain : PageFault
{
    public override RosterPage Page(Roster roster, int number) => roster.Page(1) with { Number = number, HasMore = true };
}
