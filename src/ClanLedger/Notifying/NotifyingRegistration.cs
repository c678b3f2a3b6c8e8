using System.Net;
using ClanLedger.Notifying.Delivering;
using Wolverine;

namespace ClanLedger.Notifying;

/// <summary>Registers the last step of the path.</summary>
public static class NotifyingRegistration
{
    /// <summary>At once, at the most: webhooks.</summary>
    private const int WebhooksAtOnce = 8;

    /// <summary>The client of Discord. Its addresses are secrets, so nothing logs or traces them.</summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="serves">Whether it is the service, which works off what waits when it begins.</param>
    public static IServiceCollection AddNotifying(this IServiceCollection services, bool serves)
    {
        if (serves)
            services.AddHostedService<WaitingDigests>();
        services.AddTransient<DiscordClient>();
        services.AddHttpClient(DiscordClient.Name, http =>
            {
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "DiscordBot (https://github.com/clanledger/clanledger, 1.0)");
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None, // answers are short, and one that cannot be decompressed would be an error
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                ActivityHeadersPropagator = null, // without one, .NET writes no trace of a request, whose address it would hold
            })
            .RemoveAllLoggers();
        return services;
    }

    /// <summary>Reports one after the other, webhooks beside each other.</summary>
    public static void AddNotifying(this WolverineOptions options)
    {
        options.LocalQueueFor<SendReport>().Sequential();
        options.LocalQueueFor<DeliverDigests>().MaximumParallelMessages(WebhooksAtOnce);
    }
}
