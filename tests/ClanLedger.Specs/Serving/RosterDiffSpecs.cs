using ClanLedger.Serving.Rosters;
using static ClanLedger.Specs.Some;

namespace ClanLedger.Specs.Serving;

public sealed class RosterDiffSpecs
{
    [Fact]
    public void Equal_rosters_do_not_differ() => RosterDiff.Between([Of(1), Of(2)], [Of(2), Of(1)]).ShouldBeEmpty();

    [Fact]
    public void Each_kind_of_difference_is_told_once()
    {
        var was = new[] { Of(1), Of(2), Of(3), Of(4) };
        var now = new[] { Of(2) with { Role = "Admin" }, Of(3) with { Names = Names("Other") }, Of(4) with { ClanId = 200 }, Of(5) };

        RosterDiff.Between(was, now).Select(d => $"{d.MemberId} {d.Kind}").ShouldBe(["1 left", "2 role", "3 renamed", "4 moved", "5 joined"], ignoreOrder: true);
    }

    [Fact]
    public void However_long_a_name_is_the_list_goes_on_behind_it()
    {
        var unpronounceable = Of(1) with { Names = Names(string.Concat(Enumerable.Repeat("🜁", 2000))) };

        RosterDiff.Between([], [unpronounceable]).ShouldHaveSingleItem().Cursor().Length.ShouldBeLessThanOrEqualTo(2000, "the longest that the API takes");
    }

    private static RosterMember Of(int id) => new(1000 + id, id, Names($"Name {id}"), "Member", 100, Today, false, null);
}
