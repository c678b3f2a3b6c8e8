using ClanLedger.Hosting;
using ClanLedger.Hosting.EmbeddedPostgres;
using ClanLedger.Tests.Harness;
using Marten;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(LedgerServer))]

namespace ClanLedger.Tests.Harness;

/// <summary>One PostgreSQL for the whole suite, with a template database that holds the schema: each test gets a copy of its own.</summary>
public sealed class LedgerServer : IAsyncLifetime
{
    private const string Template = "template_ledger";

    private readonly string _directory = Path.Combine("/tmp", $"clanledger-suite-{Guid.NewGuid():N}"[..26]);
    private readonly SemaphoreSlim _copying = new(1);
    private EmbeddedCluster _cluster = null!;
    private int _databases;

    /// <summary>A database that exists, and holds nothing.</summary>
    public string Empty => Database("postgres");

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmbeddedCluster.StartAsync(new EmbeddedPostgresOptions { DataDirectory = _directory }, NullLogger.Instance);
        await ExecuteAsync($"create database {Template}");
        await using var database = NpgsqlDataSource.Create(Database(Template) + ";Pooling=false");
        using var store = DocumentStore.For(o =>
        {
            Storage.Configure(o);
            o.Connection(database);
        });
        await new LedgerSchema(database, store).EnsureAsync(CancellationToken.None);
    }

    /// <summary>A fresh ledger; returns its connection string.</summary>
    public async Task<string> NewLedgerAsync()
    {
        var name = $"ledger_{Interlocked.Increment(ref _databases)}";
        await _copying.WaitAsync();
        try
        {
            await ExecuteAsync($"create database {name} template {Template}");
        }
        finally
        {
            _copying.Release();
        }

        return Database(name);
    }

    /// <summary>A database without a ledger; returns its connection string.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"empty_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name}");
        return Database(name);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
        _copying.Dispose();
    }

    private string Database(string name) => new NpgsqlConnectionStringBuilder(_cluster.ConnectionString) { Database = name }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
