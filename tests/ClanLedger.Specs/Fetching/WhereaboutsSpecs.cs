using ClanLedger.Fetching.Wire;

namespace ClanLedger.Specs.Fetching;

public sealed class WhereaboutsSpecs
{
    [Fact]
    public void An_answer_names_a_clan_or_says_that_there_is_none()
    {
        new GetGroupsForMemberResponse { Results = [new() { Group = new() { GroupId = 1 } }], TotalResults = 1 }.SaysWhere.ShouldBeTrue();
        new GetGroupsForMemberResponse { Results = [], TotalResults = 0 }.SaysWhere.ShouldBeTrue();
        new GetGroupsForMemberResponse { Results = [] }.SaysWhere.ShouldBeTrue();
    }

    [Fact]
    public void What_contradicts_itself_or_is_missing_says_nothing()
    {
        new GetGroupsForMemberResponse { Results = [], TotalResults = 1 }.SaysWhere.ShouldBeFalse();
        new GetGroupsForMemberResponse { Results = [null, new()], TotalResults = 2 }.SaysWhere.ShouldBeFalse();
        new GetGroupsForMemberResponse { TotalResults = 0 }.SaysWhere.ShouldBeFalse();
    }
}
