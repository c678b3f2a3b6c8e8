using System.Net.Sockets;
using ClanLedger.Hosting;
using JasperFx.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Wolverine.Runtime;

namespace ClanLedger.Commands;

/// <summary>Arguments of <c>serve</c>: none.</summary>
public sealed class ServeInput;

/// <summary>The service.</summary>
[Description("Run the service until it is stopped (what happens without a verb)", Name = "serve")]
[Example("serve", "runs every day at 17:30 UTC, or as Schedule__Sync says; any number of nodes on one database")]
public sealed class ServeCommand : LedgerCommand<ServeInput>
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ServeInput input, IServiceProvider services, CancellationToken ct)
    {
        var host = services.GetRequiredService<IHost>();
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(services.GetRequiredService<StoppingLevels>().Begin); // perhaps before it has started
        try
        {
            await host.StartAsync(ct);
        }
        catch (Exception e) when (IsAboutListening(e))
        {
            throw new UserErrorException($"The service can not listen: {e.Message}; set ASPNETCORE_URLS, such as http://127.0.0.1:5000", e);
        }

        Tell(services);
        await host.WaitForShutdownAsync(ct);
        return ExitCode.Done;
    }

    /// <summary>Kestrel's ways of saying that it can not listen where it should: in use, not allowed, not here, no address, no certificate.</summary>
    private static bool IsAboutListening(Exception e) =>
        e is IOException or SocketException
        || (e is FormatException or InvalidOperationException && e.Source?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true);

    private static void Tell(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        ServeLog.Serving(
            services.GetRequiredService<ILogger<ServeCommand>>(), string.Join(", ", addresses),
            services.GetRequiredService<IWolverineRuntime>().Options.Durability.AssignedNodeNumber,
            services.GetRequiredService<Settings>().Schedule.Sync is { } schedule && schedule.NextOccurrence(now) is { } next
                ? $"the next run is at {next:u} ('{schedule.Expression}' in {schedule.TimeZone.Id})"
                : "no run is scheduled");
    }
}

/// <summary>What the service says of itself.</summary>
internal static partial class ServeLog
{
    [LoggerMessage(LogLevel.Information, "Serving at {Addresses} as node {Node}; {Schedule}")]
    public static partial void Serving(ILogger log, string addresses, int node, string schedule);
}
