using ClanLedger.Simulator.Misbehaving.Profiles;

namespace ClanLedger.Simulator.Misbehaving;

/// <content>Profiles that lie, all under ErrorCode 1.</content>
public abstract partial record Fault
{
    /// <summary>Both components are {"privacy":2} (Bungie-net/api#1152).</summary>
    public static Fault Hidden { get; } = new HiddenProfile();

    /// <summary>The characters are {"privacy":2}; the profile is there.</summary>
    public static Fault HidesCharacters { get; } = new HiddenCharacters();

    /// <summary>userInfo.membershipType is not the one that was asked for (Bungie-net/api#1013).</summary>
    public static Fault OtherMembershipType { get; } = new MembershipTypeSwapped();

    /// <summary>userInfo.membershipId is another member's.</summary>
    public static Fault OtherMember { get; } = new MemberSwapped();

    /// <summary>characters.data is empty while profile.data.characterIds lists them (Bungie-net/api#547).</summary>
    public static Fault NoCharacters { get; } = new CharactersVanished();

    /// <summary>So many characters.</summary>
    public static Fault ManyCharacters(int count) => new CharactersInvented(count);
}
