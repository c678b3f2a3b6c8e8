using System.Net;
using System.Threading.RateLimiting;
using ClanLedger.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace ClanLedger.Fetching;

/// <summary>Registers the first step of the path.</summary>
public static class FetchingRegistration
{
    /// <summary>The longest one attempt may take, its turn in the pace included.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The client of bungie.net: retried, then paced, then judged.</summary>
    public static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.AddSingleton(s => PacingHandler.At(s.GetRequiredService<Settings>().Bungie.RequestsPerSecond));
        services.AddTransient<BungieClient>();
        services.AddTransient<RosterFetcher>();
        services.AddTransient<Departures>();
        var client = services.AddHttpClient(BungieClient.Name, (s, http) => Configure(http, s.GetRequiredService<Settings>().Bungie));
        client.ConfigurePrimaryHttpMessageHandler(s => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxConnectionsPerServer = s.GetRequiredService<Settings>().Bungie.Concurrency,
        });
        client.AddResilienceHandler(BungieClient.Name, (pipeline, context) =>
            Resilience(pipeline, context.ServiceProvider.GetRequiredService<Settings>().Bungie, context.ServiceProvider.GetRequiredService<TimeProvider>()));
        client.AddHttpMessageHandler(s => new PacingHandler(s.GetRequiredService<RateLimiter>()));
        client.AddHttpMessageHandler(() => new ReadingHandler());
        return services;
    }

    private static void Configure(HttpClient http, BungieSettings settings)
    {
        http.BaseAddress = settings.BaseUrl;
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-API-Key", settings.ApiKey);
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", settings.UserAgent);
    }

    private static void Resilience(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, BungieSettings settings, TimeProvider time) => pipeline
        .AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(20),
            UseJitter = true,
            ShouldHandle = args => ValueTask.FromResult(
                RetryBudget.Remains(args.Context, settings.RetryBudget, time) && IsWorthRetrying(args.Outcome)),
            DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.Reading().RetryAfter),
        })
        .AddTimeout(AttemptTimeout);

    private static bool IsWorthRetrying(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response
            ? response.Reading().Outcome is Outcome.RetryLater or Outcome.Throttled
            : HttpClientResiliencePredicates.IsTransient(outcome);
}
