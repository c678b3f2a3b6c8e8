using ClanLedger.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ClanLedger.Observing;

/// <summary>Registers what lets others see how the service is.</summary>
internal static class ObservingRegistration
{
    /// <summary>The key that the OpenTelemetry specification gives to the collector's address.</summary>
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Health always; traces and metrics when there is a collector to send them to.</summary>
    /// <remarks>Outgoing requests are counted, not traced: the address of a Discord webhook is a secret.</remarks>
    public static void AddObserving(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Readiness>();
        if (builder.Configuration[Collector] is not { Length: > 0 } address)
            return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new UserErrorException($"{Collector} is '{address}'; allowed is an absolute http or https address");

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                LedgerMetrics.Name, serviceVersion: typeof(LedgerMetrics).Assembly.GetName().Version?.ToString(3), serviceInstanceId: Environment.MachineName))
            .WithTracing(traces => traces
                .AddSource(LedgerMetrics.Name, "Wolverine", "Npgsql")
                .AddAspNetCoreInstrumentation(o => o.Filter = http => !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter(LedgerMetrics.Name, "Wolverine*", "Marten", "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting", "System.Net.Http")
                .AddOtlpExporter());
    }
}
