using ClanLedger.Serving.Rosters;

namespace ClanLedger.Specs.Serving;

public sealed class RosterOrderSpecs
{
    [Fact]
    public void A_role_that_is_not_documented_comes_after_all_that_are()
    {
        var order = new RosterOrder(null);

        new[] { "Role6", "Beginner", "Founder", "Member" }.OrderBy(role => order.Of(Member(role)), order).ShouldBe(["Founder", "Member", "Beginner", "Role6"]);
    }

    private static RosterMember Member(string role) => new(1, 1, Some.Names(), role, 100, Some.Today, false, null);
}
