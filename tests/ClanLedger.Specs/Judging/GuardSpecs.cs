using ClanLedger.Hosting.Configuring;
using ClanLedger.Judging;

namespace ClanLedger.Specs.Judging;

public sealed class GuardSpecs
{
    private static readonly GuardSettings Defaults = new(0.2, 5, 3, true, 50);

    private static readonly DateOnly Today = new(2026, 1, 10);

    [Theory]
    [InlineData(100, 80, 20, "complete")] // a fifth is not more than a fifth
    [InlineData(100, 79, 21, "quarantined")]
    [InlineData(10, 6, 4, "complete")] // fewer than five
    [InlineData(10, 5, 5, "quarantined")]
    [InlineData(3, 0, 3, "quarantined")] // empty
    [InlineData(3, 0, 0, "quarantined")] // empty, though all are on other rosters
    [InlineData(0, 0, 0, "complete")] // nobody was known
    [InlineData(100, 130, 0, "complete")]
    public void More_than_the_share_and_at_least_the_number_are_too_many(int known, int members, int absent, string verdict) =>
        Guard.Judge(new Absence(1, 2, members, known, absent, null), Today, Defaults).Verdict.ShouldBe(verdict);

    [Fact]
    public void Of_a_clan_never_observed_only_an_empty_roster_is_suspect() =>
        Guard.Judge(new Absence(1, 2, 0, 0, 0, null, Observed: false), Today, Defaults).Verdict.ShouldBe("quarantined");

    [Fact]
    public void An_empty_roster_is_never_the_first_of_a_clan_however_often_it_is_read() =>
        Guard.Judge(new Absence(1, 2, 0, 0, 0, new HeldBefore(Today.AddDays(-1), 0, 0, 7, false), Observed: false), Today, Defaults)
            .ShouldSatisfyAllConditions(j => j.Verdict.ShouldBe("quarantined"), j => j.Reason.ShouldBe("the roster is empty, which no clan's is; held until one lists someone"));

    [Fact]
    public void A_share_of_one_switches_the_guard_off() =>
        Guard.Judge(new Absence(1, 2, 0, 100, 100, null), Today, Defaults with { MaxAbsentShare = 1 }).Verdict.ShouldBe("complete");

    [Fact]
    public void The_third_day_in_a_row_that_agrees_is_accepted()
    {
        Judge(heldDaysAgo: 1, agreeingBefore: 1, agrees: true).ShouldSatisfyAllConditions(j => j.Verdict.ShouldBe("quarantined"), j => j.Agreeing.ShouldBe(2));
        Judge(heldDaysAgo: 1, agreeingBefore: 2, agrees: true).ShouldSatisfyAllConditions(j => j.Verdict.ShouldBe("accepted"), j => j.Agreeing.ShouldBe(3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)] // read as of the day before
    public void Reading_again_on_the_same_or_an_earlier_day_does_not_count_twice(int daysAgo) =>
        Judge(daysAgo, agreeingBefore: 2, agrees: true).ShouldSatisfyAllConditions(j => j.Verdict.ShouldBe("quarantined"), j => j.Agreeing.ShouldBe(2));

    [Fact]
    public void A_day_that_does_not_agree_starts_the_count_anew() =>
        Judge(heldDaysAgo: 1, agreeingBefore: 2, agrees: false).ShouldSatisfyAllConditions(j => j.Verdict.ShouldBe("quarantined"), j => j.Agreeing.ShouldBe(1));

    [Theory]
    [InlineData(70, 20, 50, 50, 2)] // twenty more are not too many
    [InlineData(70, 21, 51, 49, 1)]
    [InlineData(70, 21, 30, 70, 1)] // as many, but others
    [InlineData(1, 1, 100, 0, 1)] // empty is worse than any
    [InlineData(0, 0, 100, 0, 2)]
    public void A_day_that_says_much_worse_does_not_agree(int heldMembers, int absentSince, int absent, int members, int agreeing) =>
        Guard.Judge(new Absence(1, 2, members, 100, absent, new HeldBefore(Today.AddDays(-1), heldMembers, absentSince, 1, false)), Today, Defaults)
            .Agreeing.ShouldBe(agreeing);

    private static Judgment Judge(int heldDaysAgo, int agreeingBefore, bool agrees) =>
        Guard.Judge(new Absence(1, 2, 50, 100, 50, new HeldBefore(Today.AddDays(-heldDaysAgo), 50, 0, agreeingBefore, !agrees)), Today, Defaults);
}
