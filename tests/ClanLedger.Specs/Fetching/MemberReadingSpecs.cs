using ClanLedger.Fetching;
using ClanLedger.Fetching.Wire;
using ClanLedger.Staging;

namespace ClanLedger.Specs.Fetching;

public sealed class MemberReadingSpecs
{
    [Fact]
    public void Empty_is_the_same_as_absent_for_the_names_bungie_net_leaves_out()
    {
        var member = Read(Called("  *Dra* ") with { BungieGlobalDisplayName = "", IconPath = "/icon.png" }, new BungieNetUserInfo());

        member.DestinyName.ShouldBe("  *Dra* ");
        member.GlobalName.ShouldBeNull();
        member.BungieName.ShouldBeNull();
        member.Profile.BungieId.ShouldBeNull();
        member.Profile.IconPath.ShouldBe("https://www.bungie.net/icon.png");
    }

    [Fact]
    public void The_one_character_that_PostgreSQL_cannot_store_is_replaced() =>
        Read(Called("a\0b"), null).DestinyName.ShouldBe("a\uFFFDb");

    [Fact]
    public void Moments_are_as_PostgreSQL_keeps_them() =>
        MemberReading.Read(100, new GroupMember { DestinyUserInfo = Called("Name"), JoinDate = Some.Moment.AddTicks(1_234_567) })!.JoinDate.ShouldBe(Some.Moment.AddTicks(1_234_560));

    [Fact]
    public void A_hidden_component_is_no_profile() =>
        MemberReading.Read(Member().Membership, Profile([]) with { Profile = new Component<ProfileData>() }).ShouldBeNull();

    [Fact]
    public void A_profile_whose_list_of_characters_disagrees_with_the_characters_is_not_believed()
    {
        var response = Profile([11, 12], Character(11));

        MemberReading.Read(Member().Membership, response).ShouldBeNull();
    }

    [Fact]
    public void A_profile_of_someone_else_is_not_believed()
    {
        var response = Profile([]);
        response.Profile!.Data!.UserInfo!.MembershipId = 2;

        MemberReading.Read(Member().Membership, response).ShouldBeNull();
    }

    [Fact]
    public void A_profile_with_a_character_that_is_none_is_not_believed() =>
        MemberReading.Read(Member().Membership, Profile([0, 11], Character(11), null)).ShouldBeNull();

    [Fact]
    public void A_profile_with_a_character_under_the_id_of_another_is_not_believed()
    {
        var response = Profile([11, 12], Character(11), Character(12));
        response.Characters!.Data = new Dictionary<long, CharacterData?> { [11] = Character(11), [12] = Character(11) };

        MemberReading.Read(Member().Membership, response).ShouldBeNull();
    }

    [Fact]
    public void Nobody_has_the_id_0()
    {
        MemberReading.Read(100, new GroupMember { DestinyUserInfo = Called("Name") with { MembershipId = 0 } }).ShouldBeNull();
        Read(Called("Name"), new BungieNetUserInfo { MembershipId = 0, DisplayName = "Name" }).ShouldSatisfyAllConditions(
            m => m.Profile.BungieId.ShouldBeNull(), m => m.BungieName.ShouldBe("Name"));
    }

    [Fact]
    public void A_whole_profile_is_read()
    {
        var profile = MemberReading.Read(Member().Membership, Profile([11], Character(11)))!;

        profile.VersionsOwned.ShouldBe(8191);
        profile.Characters.ShouldHaveSingleItem().ShouldBe(Some.Character(11));
    }

    private static StagedMember Member() => Read(Called("Name"), null);

    private static DestinyUserInfo Called(string name) => new() { MembershipId = 1, MembershipType = 3, DisplayName = name };

    private static StagedMember Read(DestinyUserInfo destiny, BungieNetUserInfo? bungie) =>
        MemberReading.Read(100, new GroupMember { MemberType = 2, LastOnlineStatusChange = 1767225600, DestinyUserInfo = destiny, BungieNetUserInfo = bungie })!;

    private static CharacterData Character(long id) =>
        new() { CharacterId = id, DateLastPlayed = Some.Moment, MinutesPlayedTotal = 60, ClassHash = 671679327 };

    private static DestinyProfileResponse Profile(long[] ids, params CharacterData?[] characters) => new()
    {
        Profile = new()
        {
            Data = new() { UserInfo = new() { MembershipId = 1, MembershipType = 3 }, DateLastPlayed = Some.Moment, VersionsOwned = 8191, CharacterIds = ids },
        },
        Characters = new() { Data = characters.ToDictionary(c => c?.CharacterId ?? 0) },
    };
}
