using ClanLedger.Commands;
using ClanLedger.Demonstrating;
using ClanLedger.Hosting.EmbeddedPostgres;

namespace ClanLedger.Hosting;

/// <summary>What has to be there before the host is built, and is taken down after it.</summary>
internal static class Surroundings
{
    /// <summary>A database that no one reaches: for verbs that only describe the program.</summary>
    private const string Nowhere = "Host=localhost;Database=none";

    /// <summary>Uses the configured database; without one, starts the machine's own PostgreSQL for as long as the program runs.</summary>
    /// <exception cref="UserErrorException">There is no PostgreSQL to start.</exception>
    public static async Task<IAsyncDisposable> AddSurroundingsAsync(this WebApplicationBuilder builder, Invocation invocation, CancellationToken ct)
    {
        if (invocation.Demo is { } demo)
        {
            _ = demo.Scene();
            return await DemoSurroundings.StartAsync(builder, ct);
        }

        if (!string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(LedgerHost.ConnectionStringName)))
            return new Nothing();
        if (!invocation.NeedsDatabase)
        {
            builder.UseDatabase(Nowhere);
            return new Nothing();
        }

        var cluster = await StartClusterAsync(builder.Configuration.GetSection(EmbeddedPostgresOptions.Section).Get<EmbeddedPostgresOptions>() ?? new(), ct);
        builder.UseDatabase(cluster.ConnectionString);
        if (invocation.Serves)
            builder.Services.AddHostedService(s => ActivatorUtilities.CreateInstance<Reviving>(s, cluster));
        return cluster;
    }

    /// <summary>Starts a private cluster.</summary>
    /// <exception cref="UserErrorException">It can not be started.</exception>
    public static async Task<EmbeddedCluster> StartClusterAsync(EmbeddedPostgresOptions options, CancellationToken ct)
    {
        try
        {
            return await EmbeddedCluster.StartAsync(options, new ErrorOutput(), ct);
        }
        catch (EmbeddedPostgresException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }

    /// <summary>Sets the connection string of the ledger.</summary>
    public static void UseDatabase(this WebApplicationBuilder builder, string connectionString) =>
        builder.Configuration[$"ConnectionStrings:{LedgerHost.ConnectionStringName}"] = connectionString;

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
