using System.Text;

namespace ClanLedger.Simulator.Misbehaving.Rosters;

/// <summary>The name has so many code points of four bytes each.</summary>
internal sealed record LongName(long MembershipId, int CodePoints) : Renamed(MembershipId)
{
    protected override string Name(string displayName) => new StringBuilder().Insert(0, "🅱", CodePoints).ToString();
}
