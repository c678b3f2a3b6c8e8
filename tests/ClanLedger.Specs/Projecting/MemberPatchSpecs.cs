using ClanLedger.Ledger;
using ClanLedger.Projecting;
using static ClanLedger.Specs.Some;

namespace ClanLedger.Specs.Projecting;

public sealed class MemberPatchSpecs
{
    [Fact]
    public void A_leave_closes_the_characters_that_the_page_knows_to_be_open()
    {
        var member = Fold(Joined(Today, 100, Character(11), Character(12)), new CharacterDeleted(Day(1), 12), new MemberLeft(Day(2), 100));

        member.Gone.ShouldBe(true);
        member.Deleted.ShouldBe(Day(2));
        member.Characters.Single(c => c.CharacterId == 11).Deleted.ShouldBe(Day(2));
        member.Characters.Single(c => c.CharacterId == 12).Deleted.ShouldBe(Day(1));
    }

    [Fact]
    public void A_return_reopens_only_the_characters_seen_again()
    {
        var member = Fold(
            Joined(Today, 100, Character(11), Character(12)), new MemberLeft(Day(1), 100),
            new MemberReturned(Day(5), 100, Stay(), [Character(11)]));

        member.Gone.ShouldBe(false);
        member.Deleted.ShouldBeNull();
        member.Characters.Single(c => c.CharacterId == 11).Deleted.ShouldBeNull();
        member.Characters.Single(c => c.CharacterId == 12).Deleted.ShouldBe(Day(1));
    }

    [Fact]
    public void A_character_belongs_to_whoever_was_seen_with_it_last()
    {
        var page = new GroupsPage();
        page.Apply("member/1", Guid.NewGuid(), Joined(Today, 100, Character(11)));
        page.Apply("member/2", Guid.NewGuid(), Joined(Day(1), 100, Character(11)));
        page.Apply("member/1", Guid.NewGuid(), new MemberLeft(Day(2), 100));

        page.Members.Select(m => m.Characters.Count).ShouldBe([0, 1]);
        var character = page.Members.Last().Characters.Single();
        (character.FirstSeen, character.Deleted).ShouldBe((Today, null));
    }

    [Fact]
    public void Every_stay_is_kept()
    {
        var member = Fold(
            Joined(Today), new MemberLeft(Day(1), 100), new MemberReturned(Day(5), 100, Stay(200), []),
            new MemberTransferred(Day(7), 200, Stay(300)));

        member.Stays.Select(s => (s.ClanId, s.Joined, s.Closed)).ShouldBe(
            [(100, Today, Day(1)), (200, Day(5), Day(7)), (300, Day(7), null)]);
        member.ClosesStay.ShouldBeNull();
    }

    [Fact]
    public void A_leave_of_someone_who_joined_before_the_page_closes_the_stay_in_the_table()
    {
        var member = Fold(new MemberLeft(Day(1), 100), new MemberReturned(Day(2), 100, Stay(), []), new MemberLeft(Day(3), 100));

        member.ClosesStay.ShouldBe(Day(1));
        member.ClosesCharacters.ShouldBe(Day(1));
        member.Stays.ShouldHaveSingleItem().Closed.ShouldBe(Day(3));
    }

    [Fact]
    public void A_restated_join_date_is_that_of_the_stay_that_is_open()
    {
        var known = Fold(new MemberJoinDateRestated(Day(1), 100, null, Moment), new MemberLeft(Day(2), 100));
        (known.JoinDate, known.RestatesStay).ShouldBe((Moment, Moment));

        var back = Fold(Joined(Today), new MemberLeft(Day(1), 100), new MemberReturned(Day(5), 100, Stay(), []), new MemberJoinDateRestated(Day(6), 100, null, Moment.AddDays(-1)));
        back.Stays.Select(s => s.JoinDate == Moment.AddDays(-1)).ShouldBe([false, true]);
        back.RestatesStay.ShouldBeNull();
    }

    [Fact]
    public void Fields_that_no_event_touches_stay_unset()
    {
        var member = Fold(new MemberSeenOnline(Today, Moment));

        member.LastSeenOnline.ShouldBe(Moment);
        (member.Names, member.Role, member.Gone, member.ClanId, member.VersionsOwned).ShouldBe((null, null, null, null, null));
    }

    [Fact]
    public void A_character_keeps_the_day_it_was_first_seen()
    {
        var member = Fold(
            new CharacterCreated(Today, Character(11)), new MemberPlayed(Day(1), Moment, Moment, [Character(11, 90)]));

        var character = member.Characters.ShouldHaveSingleItem();
        character.FirstSeen.ShouldBe(Today);
        character.Seen!.MinutesPlayedTotal.ShouldBe(90);
    }

    private static DateOnly Day(int later) => Today.AddDays(later);

    private static MemberPatch Fold(params IMemberEvent[] events)
    {
        var patch = new MemberPatch(4611686018000000001, []);
        foreach (var e in events)
            patch.Apply(e);
        return patch;
    }
}
