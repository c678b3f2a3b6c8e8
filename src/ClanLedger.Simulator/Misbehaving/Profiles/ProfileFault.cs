using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Profiles;

/// <summary>A lie that a profile tells.</summary>
internal abstract record ProfileFault : Fault
{
    public abstract ShownProfile Edit(ShownProfile profile, World world);

    internal override Fault? For(Question question) => question is Question.Profile ? this : null;
}
