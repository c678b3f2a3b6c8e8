using ClanLedger.Hosting;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Simulator;
using ClanLedger.Simulator.Discord;

namespace ClanLedger.Demonstrating;

/// <summary>A throw-away PostgreSQL and a simulated bungie.net and Discord: the only things in which the demonstration differs from a real run.</summary>
internal sealed class DemoSurroundings : IAsyncDisposable
{
    /// <summary>How many days are lived through, today being the last.</summary>
    public const int Days = 14;

    /// <summary>The webhook whose digests are shown.</summary>
    public const string Officers = "officers";

    private const int Seed = 7;

    /// <summary>Nobody wants to watch a demonstration wait for minutes.</summary>
    private const string RetrySeconds = "3";

    private readonly string _directory;
    private readonly EmbeddedCluster _cluster;
    private readonly SimulatedBungie _bungie;
    private readonly SimulatedDiscord _discord;

    private DemoSurroundings(string directory, EmbeddedCluster cluster, SimulatedBungie bungie, SimulatedDiscord discord) =>
        (_directory, _cluster, _bungie, _discord) = (directory, cluster, bungie, discord);

    /// <summary>Starts them and points the configuration at them. A configured ledger is left alone.</summary>
    /// <exception cref="UserErrorException">PostgreSQL can not be started.</exception>
    public static async Task<DemoSurroundings> StartAsync(WebApplicationBuilder builder, CancellationToken ct)
    {
        var directory = Path.Combine(Path.GetTempPath(), $"clanledger-demo-{Environment.ProcessId}");
        var options = builder.Configuration.GetSection(EmbeddedPostgresOptions.Section).Get<EmbeddedPostgresOptions>() ?? new();
        var isNew = !Directory.Exists(directory);
        EmbeddedCluster? cluster = null;
        try
        {
            cluster = await Surroundings.StartClusterAsync(new EmbeddedPostgresOptions { DataDirectory = directory, BinDirectory = options.BinDirectory }, ct);
            return await StartAsync(builder, directory, cluster);
        }
        catch
        {
            if (isNew)
                await EndAsync(cluster, directory);
            throw;
        }
    }

    /// <summary>Leaves nothing behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await _discord.DisposeAsync();
        await _bungie.DisposeAsync();
        await EndAsync(_cluster, _directory);
    }

    private static async Task<DemoSurroundings> StartAsync(WebApplicationBuilder builder, string directory, EmbeddedCluster cluster)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var bungie = await SimulatedBungie.StartAsync(World.Demo(Seed, today.AddDays(1 - Days)));
        builder.UseDatabase(cluster.ConnectionString);
        builder.Configuration["Bungie:BaseUrl"] = bungie.BaseUrl.ToString();
        builder.Configuration["Bungie:ApiKey"] = "demo";
        builder.Configuration["Bungie:RequestsPerSecond"] = "0";
        builder.Configuration["Bungie:RetryBudgetSeconds"] = RetrySeconds;
        builder.Configuration["Ledger:TimeZone"] = "UTC";
        var discord = await SimulatedDiscord.StartAsync();
        foreach (var (key, _) in builder.Configuration.GetSection("Discord").AsEnumerable())
            builder.Configuration[key] = null;
        foreach (var route in builder.Configuration.GetSection("Discord:Routes").GetChildren())
            builder.Configuration[$"{route.Path}:WebhookUrl"] = discord.AddWebhook($"route-{route.Key}").ToString();
        builder.Configuration["Discord:WebhookUrl"] = discord.AddWebhook(Officers).ToString();
        builder.Services.AddSingleton(bungie).AddSingleton(discord);
        return new DemoSurroundings(directory, cluster, bungie, discord);
    }

    private static async Task EndAsync(EmbeddedCluster? cluster, string directory)
    {
        if (cluster is not null)
            await cluster.DisposeAsync();
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }
}
