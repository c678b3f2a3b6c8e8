using System.Net;
using ClanLedger.Fetching.Wire;
using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace ClanLedger.Fetching;

/// <summary>Registers the first step of the path.</summary>
public static class FetchingRegistration
{
    /// <summary>So often a profile is asked for again that may be answered so for ever: after some 1, 2, 4 and 8 seconds.</summary>
    private const int FewRepetitions = 4;

    /// <summary>The client of bungie.net: retried, paced, bounded in time, judged.</summary>
    public static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.AddSingleton(s => new Pace(s.GetRequiredService<Settings>().Bungie.RequestsPerSecond, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PlatformHealth>();
        services.AddTransient<BungieClient>();
        services.AddTransient<RosterFetcher>();
        services.AddTransient<Departures>();
        AddClient(services, BungieClient.Clans, health => health.Clans);
        AddClient(services, BungieClient.Profiles, health => health.Profiles);
        return services;
    }

    private static void AddClient(IServiceCollection services, string name, Func<PlatformHealth, SystemHealth> system)
    {
        var client = services.AddHttpClient(name, (s, http) => Configure(http, s.GetRequiredService<Settings>().Bungie));
        client.ConfigurePrimaryHttpMessageHandler(s => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxConnectionsPerServer = s.GetRequiredService<Settings>().Bungie.Concurrency,
        });
        client.RemoveAllLoggers(); // Two handlers a request; traces, metrics and readings tell what they would.
        client.AddResilienceHandler(name, (pipeline, context) =>
        {
            pipeline.TelemetryListener = null; // Told of every request, to no end: metrics and readings tell what it would.
            Retry(pipeline, context.ServiceProvider, system(context.ServiceProvider.GetRequiredService<PlatformHealth>()));
        });
        client.AddHttpMessageHandler(s => new PacingHandler(
            s.GetRequiredService<Pace>(), system(s.GetRequiredService<PlatformHealth>()), s.GetRequiredService<Settings>().Bungie));
        client.AddHttpMessageHandler(s => new ReadingHandler(s.GetRequiredService<TimeProvider>()));
    }

    private static void Configure(HttpClient http, BungieSettings settings)
    {
        http.BaseAddress = settings.BaseUrl;
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-API-Key", settings.ApiKey);
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", settings.UserAgent);
    }

    private static void Retry(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, IServiceProvider services, SystemHealth health)
    {
        var (settings, time) = (services.GetRequiredService<Settings>().Bungie, services.GetRequiredService<TimeProvider>());
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(20),
            UseJitter = true,
            ShouldHandle = args => ValueTask.FromResult(
                IsTrouble(args.Outcome) && !(MayLast(args.Outcome) && args.AttemptNumber >= FewRepetitions) && !health.IsDownFor(settings.RunRetryBudget)
                && RetryBudget.Of(args.Context, settings.RetryBudget, time).Allows(Wait(args.Outcome))),
            DelayGenerator = args => ValueTask.FromResult(Wait(args.Outcome) is { Ticks: > 0 } wait ? (TimeSpan?)wait : null),
        });
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            // Trouble of the whole platform, not of one clan or member: most of what was asked lately failed.
            FailureRatio = 0.9,
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(15),
            BreakDuration = TimeSpan.FromSeconds(5),
            ShouldHandle = args => ValueTask.FromResult(IsTrouble(args.Outcome) && !IsThrottled(args.Outcome)),
        });
    }

    /// <summary>How long the answer asks to wait; 0 when it does not say. Throttling is waited for by the <see cref="Pace"/>.</summary>
    private static TimeSpan Wait(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: BrokenCircuitException { RetryAfter: { } wait } } => wait,
        { Result: { } response } when !IsThrottled(outcome) => response.Reading().RetryAfter ?? TimeSpan.Zero,
        _ => TimeSpan.Zero,
    };

    /// <summary>Of a single account; of a clan it is trouble that passes.</summary>
    private static bool MayLast(Outcome<HttpResponseMessage> outcome) => outcome.Result is { } response && response.Reading().MayLast
        && response.RequestMessage!.Shape().Type == typeof(Envelope<DestinyProfileResponse>);

    private static bool IsThrottled(Outcome<HttpResponseMessage> outcome) => outcome.Result?.Reading().Outcome == Outcome.Throttled;

    private static bool IsTrouble(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response
            ? response.Reading().Outcome is Outcome.RetryLater or Outcome.Throttled
            : outcome.Exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException;
}
