using ClanLedger.Simulator.Answering;

namespace ClanLedger.Simulator.Misbehaving.Profiles;

/// <summary>The profile names another member, of the same clan if there is one.</summary>
internal sealed record MemberSwapped : ProfileFault
{
    public override ShownProfile Edit(ShownProfile profile, World world) => profile with
    {
        MembershipId = world.People.Where(p => p != profile.Person).OrderByDescending(p => p.ClanId == profile.Person.ClanId)
            .FirstOrDefault()?.MembershipId ?? profile.MembershipId + 1,
    };
}
