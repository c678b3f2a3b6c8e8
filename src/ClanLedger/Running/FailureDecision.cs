using ClanLedger.Hosting;

namespace ClanLedger.Running;

/// <summary>What becomes of a message whose handler failed while nobody waits for it. Pure.</summary>
public abstract record FailureDecision
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(1),
    ];

    private FailureDecision()
    {
    }

    /// <summary>What a person can mend is told, and not tried again: the next occurrence comes anyway.</summary>
    /// <param name="failure">What the handler threw.</param>
    /// <param name="attempts">How often it was tried, this time included.</param>
    /// <param name="stopping">Whether this node is shutting down.</param>
    public static FailureDecision Of(Exception failure, int attempts, bool stopping) => failure switch
    {
        _ when stopping => new HandOver(),
        UserErrorException => new Refuse(),
        _ when attempts <= Waits.Length => new TryAgain(Waits[Math.Max(attempts, 1) - 1]),
        _ => new GiveUp(),
    };

    /// <summary>The node is going: another, or the next start, takes the message over at once.</summary>
    public sealed record HandOver : FailureDecision;

    /// <summary>It is told once and done with.</summary>
    public sealed record Refuse : FailureDecision;

    /// <summary>It is tried again.</summary>
    /// <param name="After">From now.</param>
    public sealed record TryAgain(TimeSpan After) : FailureDecision;

    /// <summary>It is laid with the dead letters, from which it can be replayed.</summary>
    public sealed record GiveUp : FailureDecision;
}
