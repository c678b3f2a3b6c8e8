using System.Diagnostics;
using ClanLedger.Hosting.EmbeddedPostgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClanLedger.Tests.EmbeddedPostgres;

/// <summary>A data directory of one test's own. When the test is over, nothing is left of it: no server and no file.</summary>
internal sealed class TemporaryCluster : IAsyncDisposable
{
    public TemporaryCluster(string? name = null) =>
        Directory = new(Path.Combine("/tmp", $"clanledger-test-{Guid.NewGuid():N}"[..24], name ?? "data"));

    public ClusterDirectory Directory { get; }

    public EmbeddedPostgresOptions Options => new() { DataDirectory = Directory.Root };

    public Task<EmbeddedCluster> StartAsync() =>
        EmbeddedCluster.StartAsync(Options, NullLogger.Instance, TestContext.Current.CancellationToken);

    /// <summary>The process id of the server as its own file tells it.</summary>
    public int ServerId => PostmasterFile.Read(Directory)?.ProcessId ?? throw new InvalidOperationException("No server runs.");

    public bool ServerRuns => PostmasterFile.Read(Directory) is not null;

    /// <summary>Leaves things as a crash of the machine would.</summary>
    public async Task KillServerAsync()
    {
        using var server = Process.GetProcessById(ServerId);
        server.Kill();
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<ServerAccount> AccountAsync() => await ServerAccount.ForAsync(Directory);

    public async ValueTask DisposeAsync()
    {
        if (ServerRuns)
        {
            var binaries = (await PostgresBinaries.FindAsync(null))[0];
            var account = await AccountAsync();
            await account.RunAsync(Directory.Root, binaries.PgCtl, "stop", "-D", "cluster", "-m", "immediate", "-w");
        }
        foreach (var left in new[] { Path.GetDirectoryName(Directory.Root)!, SocketDirectory.For(Directory) })
        {
            if (System.IO.Directory.Exists(left))
                System.IO.Directory.Delete(left, recursive: true);
        }
    }
}

internal static class Ask
{
    /// <summary>The one value that a statement returns.</summary>
    public static async Task<object?> AskAsync(this EmbeddedCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
