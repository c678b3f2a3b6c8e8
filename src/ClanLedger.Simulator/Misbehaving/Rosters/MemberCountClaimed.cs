using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>detail.memberCount is this.</summary>
internal sealed record MemberCountClaimed(int Count) : RosterFault
{
    public override int MemberCount(int listed) => Count;

    internal override Fault? For(Question question) => question is Question.Detail ? this : null;
}
