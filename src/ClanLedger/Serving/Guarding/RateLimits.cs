using System.Globalization;
using System.Threading.RateLimiting;
using ClanLedger.Hosting.Configuring;
using Microsoft.AspNetCore.RateLimiting;

namespace ClanLedger.Serving.Guarding;

/// <summary>So many requests a second for each key, and for each address without one.</summary>
internal static class RateLimits
{
    /// <summary>The policy of the feed: so many connections at once for each key.</summary>
    public const string Feed = "feed";

    private const int FeedsAtOnce = 20;

    public static void Configure(RateLimiterOptions options, ApiSettings settings)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await TypedResults.Problem(
                $"More than {settings.RequestsPerSecond} requests a second (Api__RequestsPerSecond), or {FeedsAtOnce} feeds at once", statusCode: StatusCodes.Status429TooManyRequests)
                .ExecuteAsync(rejected.HttpContext);
        };
        options.AddPolicy(Feed, http => RateLimitPartition.GetConcurrencyLimiter(Who(http), _ => new ConcurrencyLimiterOptions { PermitLimit = FeedsAtOnce }));
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            settings.RequestsPerSecond == 0 || !http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(Who(http), _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = settings.RequestsPerSecond * 2,
                    TokensPerPeriod = settings.RequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }));
    }

    private static string Who(HttpContext http) => http.User.Identity is { IsAuthenticated: true, Name: { } name } ? $"key {name}" : $"address {http.Connection.RemoteIpAddress}";
}
