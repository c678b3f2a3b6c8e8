using ClanLedger.Hosting;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Simulator;

namespace ClanLedger.Demonstrating;

/// <summary>A throw-away PostgreSQL and a simulated bungie.net: the only two things in which the demonstration differs from a real run.</summary>
internal sealed class DemoSurroundings : IAsyncDisposable
{
    /// <summary>How many days are lived through, today being the last.</summary>
    public const int Days = 14;

    private const int Seed = 7;

    private readonly string _directory;
    private readonly EmbeddedCluster _cluster;
    private readonly SimulatedBungie _bungie;

    private DemoSurroundings(string directory, EmbeddedCluster cluster, SimulatedBungie bungie) =>
        (_directory, _cluster, _bungie) = (directory, cluster, bungie);

    /// <summary>Starts both and points the configuration at them. A configured ledger is left alone.</summary>
    /// <exception cref="UserErrorException">PostgreSQL can not be started.</exception>
    public static async Task<DemoSurroundings> StartAsync(WebApplicationBuilder builder)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"clanledger-demo-{Environment.ProcessId}");
        var options = builder.Configuration.GetSection(EmbeddedPostgresOptions.Section).Get<EmbeddedPostgresOptions>() ?? new();
        var cluster = await Surroundings.StartClusterAsync(new EmbeddedPostgresOptions { DataDirectory = directory, BinDirectory = options.BinDirectory });
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var bungie = await SimulatedBungie.StartAsync(World.Demo(Seed, today.AddDays(1 - Days)));
        builder.UseDatabase(cluster.ConnectionString);
        builder.Configuration["Bungie:BaseUrl"] = bungie.BaseUrl.ToString();
        builder.Configuration["Bungie:ApiKey"] = "demo";
        builder.Configuration["Bungie:RequestsPerSecond"] = "0";
        builder.Configuration["Ledger:TimeZone"] = "UTC";
        builder.Configuration["Discord:WebhookUrl"] = null;
        builder.Services.AddSingleton(bungie);
        return new DemoSurroundings(directory, cluster, bungie);
    }

    /// <summary>Leaves nothing behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await _bungie.DisposeAsync();
        await _cluster.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
