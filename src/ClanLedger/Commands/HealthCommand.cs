using ClanLedger.Hosting;
using JasperFx.CommandLine;

namespace ClanLedger.Commands;

/// <summary>Arguments of <c>health</c>.</summary>
public sealed class HealthInput
{
    /// <summary>Which service.</summary>
    [Description("Where the service listens (default: on this machine, where ASPNETCORE_URLS or ASPNETCORE_HTTP_PORTS say, or port 5000)")]
    public string? UrlFlag { get; set; }
}

/// <summary>Asks a running service how it is: what a container's health check calls.</summary>
[Description("Ask a running service whether it is ready: exit code 0, or 1", Name = "health")]
[Example("health", "the service on this machine")]
[Example("health --url http://ledger:8080", "another one")]
public sealed class HealthCommand : LedgerCommand<HealthInput>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override bool NeedsSchema => false;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(HealthInput input, IServiceProvider services, CancellationToken ct)
    {
        var service = Address(input.UrlFlag, services.GetRequiredService<IConfiguration>());
        using var direct = new SocketsHttpHandler { UseProxy = false }; // A proxy that a container is given for the outside does not know it.
        using var http = new HttpClient(direct) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(service, "/health/ready"), ct);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(ct));
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.NothingDone;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            throw new UserErrorException($"No service answers at {service}: {e.Message}", e);
        }
    }

    private static Uri Address(string? asked, IConfiguration configuration)
    {
        var url = asked ?? configuration["urls"]?.Split(';')[0] ?? $"http://localhost:{configuration["http_ports"]?.Split(';')[0] ?? "5000"}";
        url = url.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//[::1]", StringComparison.Ordinal);
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UserErrorException($"--url is '{url}'; allowed is an absolute http or https address");
    }
}
