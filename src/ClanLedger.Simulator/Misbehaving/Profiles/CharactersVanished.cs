using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Profiles;

/// <summary>The characters are listed, and not there.</summary>
internal sealed record CharactersVanished : ProfileFault
{
    public override ShownProfile Edit(ShownProfile profile, World world) => profile with { Characters = [] };
}
