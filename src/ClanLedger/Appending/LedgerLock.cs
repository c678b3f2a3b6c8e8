using Npgsql;

namespace ClanLedger.Appending;

/// <summary>The lock under which everything is appended: two writers can not interleave.</summary>
internal static class LedgerLock
{
    private const long Key = 0x436C_616E_0002;

    /// <summary>Waits for the lock; it is released with the transaction.</summary>
    public static async Task WaitAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"select pg_advisory_xact_lock({Key})", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
