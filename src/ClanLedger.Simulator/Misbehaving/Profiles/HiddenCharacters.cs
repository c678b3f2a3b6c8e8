using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Profiles;

/// <summary>The characters have no data.</summary>
internal sealed record HiddenCharacters : ProfileFault
{
    public override ShownProfile Edit(ShownProfile profile, World world) => profile with { ShowsCharacters = false };
}
