using System.Globalization;
using ClanLedger.Hosting;
using ClanLedger.Serving.Feed;
using Microsoft.AspNetCore.OutputCaching;
using Npgsql;

namespace ClanLedger.Serving.Answering;

/// <summary>Answers that follow from events alone are kept until there is another event: mostly a day.</summary>
/// <remarks>
/// What is asked is kept by the last committed event, which is read before the tables are: an answer may be newer than what it is kept by,
/// never older. What mends tables without an event - a replay, or someone's hand - shows after <see cref="Longest"/>.
/// </remarks>
internal sealed class KeptAnswers(NpgsqlDataSource database, Settings settings, TimeProvider time) : IOutputCachePolicy
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "from events";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Registers them, within the memory that the settings allow.</summary>
    public static void Add(IServiceCollection services, int megabytes)
    {
        services.AddSingleton<KeptAnswers>();
        services.AddOutputCache(o =>
        {
            o.SizeLimit = megabytes * 1024L * 1024;
            o.AddPolicy(Policy, policy => policy.AddPolicy<KeptAnswers>(), excludeDefaultPolicy: true);
        });
    }

    async ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (settings.Api.CacheMegabytes == 0)
            return;
        // Only the ETag says whether a client has an answer already: that a kept one is older than what a client has says nothing.
        context.HttpContext.Request.Headers.IfModifiedSince = default;
        // Without locking: of those who ask the same at once, one client's abort would fail the others (dotnet/aspnetcore#52310).
        (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (true, true, true, false);
        context.ResponseExpirationTimeSpan = Longest;
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.HeaderNames = "Accept";
        context.CacheVaryByRules.VaryByValues["day"] = settings.Ledger.Today(time).ToString("O", CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["event"] = $"{await FeedQuery.LastAsync(database, cancellation)}";
    }

    ValueTask IOutputCachePolicy.ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    ValueTask IOutputCachePolicy.ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }
}
