using ClanLedger.Appending;
using ClanLedger.Diffing;
using ClanLedger.Ledger;
using static ClanLedger.Specs.Some;

namespace ClanLedger.Specs.Appending;

public sealed class MemberDecisionSpecs
{
    [Fact]
    public void Someone_new_joins_with_everything_seen_in_one_event()
    {
        var changes = Changes(MemberChangeKinds.Joined) with
        {
            MemberId = null, Known = null, KnownClanId = null, VersionsOwned = 8191,
            Characters = [new CharacterChange(CharacterChangeKind.Created, 11, Character(11))],
        };

        var joined = Decide(changes).ShouldHaveSingleItem().ShouldBeOfType<MemberJoined>();

        joined.MemberId.ShouldBe(42);
        joined.Stay.ClanId.ShouldBe(100);
        joined.Destiny!.VersionsOwned.ShouldBe(8191);
        joined.Destiny.Characters.ShouldHaveSingleItem().CharacterId.ShouldBe(11);
    }

    [Fact]
    public void Someone_new_whose_profile_was_not_seen_joins_without_one()
    {
        var changes = Changes(MemberChangeKinds.Joined) with { MemberId = null, Known = null, KnownClanId = null, VersionsOwned = null };

        Decide(changes).ShouldHaveSingleItem().ShouldBeOfType<MemberJoined>().Destiny.ShouldBeNull();
    }

    [Fact]
    public void A_leaver_leaves_once_and_their_characters_are_not_deleted_one_by_one()
    {
        var changes = Changes(MemberChangeKinds.Left) with
        {
            Seen = null, ClanId = null, Characters = [new CharacterChange(CharacterChangeKind.Deleted, 11, null)],
        };

        Decide(changes).ShouldHaveSingleItem().ShouldBe(new MemberLeft(Today, 100));
    }

    [Fact]
    public void A_move_between_tracked_clans_is_one_transfer()
    {
        var changes = Changes(MemberChangeKinds.Transferred) with { ClanId = 200 };

        var moved = Decide(changes).ShouldHaveSingleItem().ShouldBeOfType<MemberTransferred>();

        (moved.FromClanId, moved.Stay.ClanId).ShouldBe((100, 200));
    }

    [Fact]
    public void A_return_to_another_clan_is_a_return_only()
    {
        var changes = Changes(MemberChangeKinds.Returned) with
        {
            ClanId = 200, Characters = [new CharacterChange(CharacterChangeKind.Returned, 11, Character(11))],
        };

        var returned = Decide(changes).ShouldHaveSingleItem().ShouldBeOfType<MemberReturned>();

        (returned.FormerClanId, returned.Stay.ClanId).ShouldBe((100, 200));
        returned.Characters.ShouldHaveSingleItem().CharacterId.ShouldBe(11);
    }

    [Fact]
    public void A_rename_keeps_both_names()
    {
        var changes = Changes(MemberChangeKinds.Renamed) with { Seen = Attributes("New name") };

        var renamed = Decide(changes).ShouldHaveSingleItem().ShouldBeOfType<MemberRenamed>();

        (renamed.Old.DestinyName, renamed.New.DestinyName).ShouldBe(("Some name", "New name"));
    }

    [Fact]
    public void Play_is_one_event_however_many_characters_played()
    {
        var changes = Changes(MemberChangeKinds.Played | MemberChangeKinds.SeenOnline) with
        {
            Characters =
            [
                new CharacterChange(CharacterChangeKind.Played, 11, Character(11)),
                new CharacterChange(CharacterChangeKind.Played, 12, Character(12)),
            ],
        };

        Decide(changes).ShouldHaveSingleItem().ShouldBeOfType<MemberPlayed>().Characters.Count.ShouldBe(2);
    }

    [Fact]
    public void Going_online_without_playing_is_no_play() =>
        Decide(Changes(MemberChangeKinds.SeenOnline)).ShouldHaveSingleItem().ShouldBeOfType<MemberSeenOnline>();

    [Fact]
    public void Characters_come_and_go_by_events_of_their_own()
    {
        var changes = Changes(MemberChangeKinds.None) with
        {
            Seen = null, Known = null,
            Characters =
            [
                new CharacterChange(CharacterChangeKind.Created, 11, Character(11)),
                new CharacterChange(CharacterChangeKind.Returned, 12, Character(12)),
                new CharacterChange(CharacterChangeKind.Deleted, 13, null),
            ],
        };

        Decide(changes).Select(e => e.GetType()).ShouldBe([typeof(CharacterCreated), typeof(CharacterReturned), typeof(CharacterDeleted)]);
    }

    [Fact]
    public void No_change_gives_no_event() => Decide(Changes(MemberChangeKinds.None)).ShouldBeEmpty();

    [Fact]
    public void A_number_is_taken_only_for_someone_new()
    {
        var taken = 0;
        _ = MemberDecision.Decide(Changes(MemberChangeKinds.Renamed), Today, () => ++taken).ToArray();

        taken.ShouldBe(0);
    }

    private static IMemberEvent[] Decide(MemberChanges changes) => [.. MemberDecision.Decide(changes, Today, () => 42)];
}
