using Npgsql;

namespace ClanLedger.Running;

/// <summary>Runs do not overlap: a later one would append what an earlier one read. Held by a connection, so a crash frees it.</summary>
internal sealed class RunLock : IAsyncDisposable
{
    private const long Key = 0x436C_616E_0003;

    private readonly NpgsqlConnection _connection;

    private RunLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits until no other process on this database runs a sync.</summary>
    public static async Task<RunLock> TakeAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        var connection = await database.OpenConnectionAsync(ct);
        try
        {
            await using var command = new NpgsqlCommand($"select pg_advisory_lock({Key})", connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(ct);
            return new RunLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets the next run begin.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var command = new NpgsqlCommand($"select pg_advisory_unlock({Key})", _connection))
            await command.ExecuteNonQueryAsync();
        await _connection.DisposeAsync();
    }
}
