using Polly;

namespace ClanLedger.Fetching;

/// <summary>How long one request may go on being retried, counted from its first failure.</summary>
internal static class RetryBudget
{
    private static readonly ResiliencePropertyKey<long> FirstFailure = new("ClanLedger.FirstFailure");

    /// <summary>Whether there is time left for another attempt.</summary>
    public static bool Remains(ResilienceContext context, TimeSpan budget, TimeProvider time)
    {
        if (context.Properties.TryGetValue(FirstFailure, out var first))
            return time.GetElapsedTime(first) < budget;
        context.Properties.Set(FirstFailure, time.GetTimestamp());
        return budget > TimeSpan.Zero;
    }
}
