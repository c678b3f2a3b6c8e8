using Alba;
using ClanLedger.Fetching;
using ClanLedger.Hosting;
using ClanLedger.Judging;
using ClanLedger.Notifying;
using ClanLedger.Replaying;
using ClanLedger.Running;
using ClanLedger.Serving;
using ClanLedger.Tracking;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;

namespace ClanLedger.Tests.Harness;

/// <summary>The program's own host on a database of its own, asking the given bungie.net over real HTTP.</summary>
internal sealed class TestLedger : IAsyncDisposable
{
    private readonly IAlbaHost _host;

    private TestLedger(IAlbaHost host, string connectionString) => (_host, ConnectionString) = (host, connectionString);

    /// <summary>Of its database.</summary>
    public string ConnectionString { get; }

    /// <summary>The program as a web server.</summary>
    public IAlbaHost Web => _host;

    public IServiceProvider Services => _host.Services;

    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    /// <param name="server">Where the database is made.</param>
    /// <param name="bungie">Base URL of bungie.net's Platform API.</param>
    /// <param name="settings">Further configuration, by key.</param>
    public static async Task<TestLedger> StartAsync(LedgerServer server, Uri bungie, params (string Key, string Value)[] settings)
    {
        var connectionString = await server.NewLedgerAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["ConnectionStrings:Ledger"] = connectionString,
            ["Bungie:BaseUrl"] = bungie.ToString(),
            ["Bungie:ApiKey"] = "a-key",
            ["Bungie:RequestsPerSecond"] = "0",
            ["Bungie:RetryBudgetSeconds"] = "0",
            ["Schedule:Sync"] = "off",
            ["Schedule:Verify"] = "off",
            ["Logging:LogLevel:Default"] = "Error",
            ["Logging:LogLevel:ClanLedger"] = "Error",
        });
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        builder.AddLedgerHost(serves: true);
        builder.Services.RunWolverineInSoloMode();
        builder.Services.AddFetching();
        builder.Services.AddRunning();
        builder.Services.AddJudging();
        builder.Services.AddNotifying(serves: true);
        builder.Services.AddReplaying();
        builder.Services.AddTracking();
        builder.AddServing();
        return new TestLedger(await AlbaHost.For(builder, app => app.MapServing()), connectionString);
    }

    public Task TrackAsync(params IEnumerable<long> clanIds) => TrackAsync(null, clanIds);

    public Task TrackAsync(string? group, IEnumerable<long> clanIds) =>
        Services.GetRequiredService<ClanTracking>().AddAsync([.. clanIds], group, TestContext.Current.CancellationToken);

    public async Task<SyncResult> SyncAsync(DateOnly day, params long[] only)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SyncRun>().RunAsync(day, only, TestContext.Current.CancellationToken);
    }

    /// <summary>Every row of a query as text, a line each: for comparing what a table held before and after.</summary>
    public Task<IReadOnlyList<string>> LinesAsync(string sql) => TextsAsync($"select t::text from ({sql}) t");

    /// <summary>The one column of a query, which is text.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return lines;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> OneAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        (await reader.ReadAsync()).ShouldBeTrue();
        return await reader.GetFieldValueAsync<T>(0);
    }

    /// <summary>The process ends in good order; the database stays.</summary>
    public Task StopAsync() => _host.StopAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
