using ClanLedger.Fetching;
using ClanLedger.Fetching.Wire;

namespace ClanLedger.Specs.Fetching;

public sealed class RosterSpecs
{
    [Fact]
    public void A_member_on_two_pages_counts_once()
    {
        var roster = new Roster(100);
        roster.Add(Page(true, 1, 2, 3)).ShouldBeTrue();
        roster.Add(Page(false, 3, 4)).ShouldBeFalse();

        roster.Members.Select(m => m.MembershipId).ShouldBe([1, 2, 3, 4], ignoreOrder: true);
    }

    [Fact]
    public void A_page_that_brings_no_new_member_is_the_last()
    {
        var roster = new Roster(100);
        roster.Add(Page(true, 1, 2));

        roster.Add(Page(true, 2, 1)).ShouldBeFalse();
    }

    [Fact]
    public void A_roster_that_nothing_counts_is_not_whole()
    {
        var roster = new Roster(100);
        roster.Add(Page(false, 1, 2) with { TotalResults = null });

        roster.Incomplete(null).ShouldBe("neither totalResults nor memberCount says how many members there are");
        roster.Incomplete(2).ShouldBeNull();
    }

    [Theory]
    [InlineData(50, 50, true)]
    [InlineData(52, 48, true)]
    [InlineData(53, 50, false)]
    [InlineData(50, 47, false)]
    public void Counts_may_lag_by_two(int totalResults, int memberCount, bool complete)
    {
        var roster = new Roster(100);
        roster.Add(Page(false, Enumerable.Range(1, 50).Select(i => (long)i).ToArray()) with { TotalResults = totalResults });

        (roster.Incomplete(memberCount) is null).ShouldBe(complete);
    }

    [Fact]
    public void A_roster_that_never_ends_is_not_complete()
    {
        var roster = new Roster(100);
        roster.Add(Page(true, 1));

        roster.Incomplete(null).ShouldNotBeNull();
    }

    [Fact]
    public void An_entry_that_does_not_say_who_it_is_about_makes_a_roster_incomplete()
    {
        var roster = new Roster(100);
        roster.Add(Page(false, 1) with { TotalResults = 1 });
        roster.Incomplete(1).ShouldBeNull();
        roster.Add(new GroupMemberPage { Results = [new GroupMember { MemberType = 2 }], TotalResults = 1 });

        roster.Incomplete(1).ShouldBe("1 on the roster cannot be read: errors within an answer are no departures");
    }

    private static GroupMemberPage Page(bool hasMore, params long[] ids) => new()
    {
        Results = [.. ids.Select(id => new GroupMember { MemberType = 2, DestinyUserInfo = new() { MembershipId = id, MembershipType = 3, DisplayName = "Name" } })],
        HasMore = hasMore,
    };
}
