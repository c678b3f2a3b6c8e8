using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Profiles;

/// <summary>The profile is of another platform than the one asked for.</summary>
internal sealed record MembershipTypeSwapped : ProfileFault
{
    public override ShownProfile Edit(ShownProfile profile, World world) => profile with { MembershipType = profile.MembershipType == 3 ? 2 : 3 };
}
