namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>The name ends in half a character.</summary>
internal sealed record SurrogateName(long MembershipId) : Renamed(MembershipId)
{
    protected override string Name(string displayName) => displayName + '\uD83D';
}
