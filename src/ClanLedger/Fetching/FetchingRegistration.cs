using System.Net;
using ClanLedger.Hosting;
using ClanLedger.Hosting.Configuring;

namespace ClanLedger.Fetching;

/// <summary>Registers the first step of the path.</summary>
public static class FetchingRegistration
{
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
        services.AddKeyedSingleton(name, (s, _) => new Resilience(
            s.GetRequiredService<Settings>().Bungie, system(s.GetRequiredService<PlatformHealth>()), s.GetRequiredService<TimeProvider>()));
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
        client.AddHttpMessageHandler(s => new RetryingHandler(s.GetRequiredKeyedService<Resilience>(name)));
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
}
