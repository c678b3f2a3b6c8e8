using Npgsql;

namespace ClanLedger.Hosting;

/// <summary>Statements that may take as long as they need.</summary>
internal static class Statement
{
    /// <summary>Runs one or more without parameters; returns the rows they changed.</summary>
    public static async Task<long> RunAsync(this NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteNonQueryAsync(ct);
    }
}
