using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>A lie that only the pages of a roster tell.</summary>
internal abstract record PageFault : RosterFault
{
    internal override Fault? For(Question question) => question is Question.Page ? this : null;
}
