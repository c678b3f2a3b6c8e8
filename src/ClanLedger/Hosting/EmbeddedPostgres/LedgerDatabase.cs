using Npgsql;

namespace ClanLedger.Hosting.EmbeddedPostgres;

/// <summary>The one database in the private cluster.</summary>
public static class LedgerDatabase
{
    /// <summary>Creates the database unless it exists: a program may have died between the cluster and its database.</summary>
    public static async Task EnsureAsync(NpgsqlConnection connection)
    {
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = ServerSettings.Name } },
        };
        if (await exists.ExecuteScalarAsync() is not null)
            return;
        await using var create = new NpgsqlCommand($"create database {ServerSettings.Name}", connection);
        await create.ExecuteNonQueryAsync();
    }
}
