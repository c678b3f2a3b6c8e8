using System.Threading.RateLimiting;

namespace ClanLedger.Fetching;

/// <summary>Holds every request, retries included, until its turn has come.</summary>
internal sealed class PacingHandler(RateLimiter limiter) : DelegatingHandler
{
    /// <summary>A limiter that lets through this many requests a second; 0: as fast as they come.</summary>
    public static RateLimiter At(double requestsPerSecond) => requestsPerSecond == 0
        ? new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = int.MaxValue })
        : new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = 1,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1 / requestsPerSecond),
            QueueLimit = int.MaxValue,
        });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var turn = await limiter.AcquireAsync(1, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
