using Polly;

namespace ClanLedger.Fetching;

/// <summary>How long what is asked about one clan may go on being retried, counted from its first failure.</summary>
internal sealed class RetryBudget(TimeSpan budget, TimeProvider time)
{
    private static readonly AsyncLocal<RetryBudget?> Shared = new();

    private static readonly ResiliencePropertyKey<RetryBudget> OfRequest = new("ClanLedger.RetryBudget");

    private long _firstFailure;

    /// <summary>From here on, all requests of this asynchronous flow share one budget.</summary>
    public static void Share(TimeSpan budget, TimeProvider time) => Shared.Value = new RetryBudget(budget, time);

    /// <summary>The budget that a request shares; outside of a clan's fetch, one of its own.</summary>
    public static RetryBudget Of(ResilienceContext context, TimeSpan budget, TimeProvider time)
    {
        if (Shared.Value is { } shared)
            return shared;
        if (context.Properties.TryGetValue(OfRequest, out var own))
            return own;
        var fresh = new RetryBudget(budget, time);
        context.Properties.Set(OfRequest, fresh);
        return fresh;
    }

    /// <summary>Notes a failure, and says whether there is time for another attempt after that wait.</summary>
    public bool Allows(TimeSpan wait)
    {
        Interlocked.CompareExchange(ref _firstFailure, time.GetTimestamp(), 0);
        return budget > TimeSpan.Zero && time.GetElapsedTime(Volatile.Read(ref _firstFailure)) + wait <= budget;
    }
}
