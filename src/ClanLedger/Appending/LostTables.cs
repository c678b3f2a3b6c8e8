using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Appending;

/// <summary>Nothing may be concluded from tables that have lost rows: whoever is missing from them would join a second time.</summary>
internal static class LostTables
{
    /// <summary>Counts a few rows; takes milliseconds, however long the history is.</summary>
    /// <exception cref="UserErrorException">A table of the <c>groups</c> schema is missing, or has fewer rows than the events say.</exception>
    public static async Task RefuseAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("appending/lost_table"), connection) { CommandTimeout = 0 };
        try
        {
            if (await command.ExecuteScalarAsync(ct) is string table)
                throw Lost($"groups.{table} does not have the rows that the events tell of", null);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
        {
            throw Lost(e.MessageText, e);
        }
    }

    /// <summary>The refusal, in one line.</summary>
    public static UserErrorException Lost(string what, Exception? cause) =>
        new($"The tables are not what the events say: {what}. `replay` rebuilds them; nothing was recorded", cause);
}
