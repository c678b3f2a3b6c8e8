using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Profiles;

/// <summary>Neither component has data.</summary>
internal sealed record HiddenProfile : ProfileFault
{
    public override ShownProfile Edit(ShownProfile profile, World world) => profile with { ShowsProfile = false, ShowsCharacters = false };
}
