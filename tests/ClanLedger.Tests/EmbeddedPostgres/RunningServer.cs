using ClanLedger.Hosting.EmbeddedPostgres;

namespace ClanLedger.Tests.EmbeddedPostgres;

/// <summary>One server for the tests that only look at it.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly TemporaryCluster home = new();
    private EmbeddedCluster? cluster;

    public EmbeddedCluster Cluster => cluster ?? throw new InvalidOperationException("It has not started.");

    public ClusterDirectory Directory => home.Directory;

    public int ProcessId => home.ServerId;

    public async ValueTask InitializeAsync() => cluster = await home.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
            await cluster.DisposeAsync();
        await home.DisposeAsync();
    }
}
