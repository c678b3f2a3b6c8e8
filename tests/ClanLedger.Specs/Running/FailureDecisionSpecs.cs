using ClanLedger.Hosting;
using ClanLedger.Running;

namespace ClanLedger.Specs.Running;

public sealed class FailureDecisionSpecs
{
    private static readonly TimeoutException Trouble = new("the database is away");

    [Fact]
    public void What_a_person_can_mend_is_told_once() =>
        FailureDecision.Of(new UserErrorException("no clan is tracked"), 1, stopping: false).ShouldBeOfType<FailureDecision.Refuse>();

    [Fact]
    public void Trouble_is_waited_for_longer_and_longer_for_hours_and_then_given_up()
    {
        var waits = Enumerable.Range(1, 10).Select(n => FailureDecision.Of(Trouble, n, stopping: false).ShouldBeOfType<FailureDecision.TryAgain>().After).ToArray();

        waits.ShouldBe(waits.Order());
        waits[0].ShouldBe(TimeSpan.FromSeconds(5));
        waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).ShouldBeGreaterThan(TimeSpan.FromHours(5));
        FailureDecision.Of(Trouble, 11, stopping: false).ShouldBeOfType<FailureDecision.GiveUp>();
    }

    [Fact]
    public void Whatever_fails_while_the_node_stops_is_handed_over()
    {
        foreach (var failure in new Exception[] { Trouble, new OperationCanceledException(), new UserErrorException("stopped") })
            FailureDecision.Of(failure, 11, stopping: true).ShouldBeOfType<FailureDecision.HandOver>();
    }
}
