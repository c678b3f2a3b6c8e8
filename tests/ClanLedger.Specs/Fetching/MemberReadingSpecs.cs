using ClanLedger.Fetching;
using ClanLedger.Fetching.Wire;
using ClanLedger.Staging;

namespace ClanLedger.Specs.Fetching;

public sealed class MemberReadingSpecs
{
    [Fact]
    public void Empty_is_the_same_as_absent_for_the_names_bungie_net_leaves_out()
    {
        var member = Read(new DestinyUserInfo(1, 3, "  *Dra* ", null, "", null, "/icon.png"), new BungieNetUserInfo(null, null, null, null));

        member.DestinyName.ShouldBe("  *Dra* ");
        member.GlobalName.ShouldBeNull();
        member.BungieName.ShouldBeNull();
        member.Profile.BungieId.ShouldBeNull();
        member.Profile.IconPath.ShouldBe("https://www.bungie.net/icon.png");
    }

    [Fact]
    public void The_one_character_that_PostgreSQL_cannot_store_is_replaced() =>
        Read(new DestinyUserInfo(1, 3, "a\0b", null, null, null, null), null).DestinyName.ShouldBe("a\uFFFDb");

    [Fact]
    public void A_hidden_component_is_no_profile() =>
        MemberReading.Read(Member().Membership, Profile([]) with { Profile = new Component<ProfileData>(null, 2) }).ShouldBeNull();

    [Fact]
    public void A_profile_whose_list_of_characters_disagrees_with_the_characters_is_not_believed()
    {
        var response = Profile([11, 12], Character(11));

        MemberReading.Read(Member().Membership, response).ShouldBeNull();
    }

    [Fact]
    public void A_profile_of_someone_else_is_not_believed() =>
        MemberReading.Read(Member().Membership, Profile([]) with { Profile = new Component<ProfileData>(new ProfileData(new ProfileUserInfo(2, 3), null, 1, []), 1) })
            .ShouldBeNull();

    [Fact]
    public void A_whole_profile_is_read()
    {
        var profile = MemberReading.Read(Member().Membership, Profile([11], Character(11)))!;

        profile.VersionsOwned.ShouldBe(8191);
        profile.Characters.ShouldHaveSingleItem().ShouldBe(Some.Character(11));
    }

    private static StagedMember Member() => Read(new DestinyUserInfo(1, 3, "Name", null, null, null, null), null);

    private static StagedMember Read(DestinyUserInfo destiny, BungieNetUserInfo? bungie) =>
        MemberReading.Read(100, new GroupMember(2, 1767225600, destiny, bungie, null))!;

    private static CharacterData Character(long id) => new(id, 1, Some.Moment, 60, 671679327);

    private static DestinyProfileResponse Profile(long[] ids, params CharacterData[] characters) => new(
        new Component<ProfileData>(new ProfileData(new ProfileUserInfo(1, 3), Some.Moment, 8191, ids), 1),
        new Component<Dictionary<long, CharacterData>>(characters.ToDictionary(c => c.CharacterId!.Value), 1));
}
