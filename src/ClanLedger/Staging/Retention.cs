using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Staging;

/// <summary>Forgets the staged rows of old runs. The ledger does not need them: its events say all that was concluded from them.</summary>
public sealed partial class Retention(NpgsqlDataSource database, Settings settings, ILogger<Retention> log)
{
    /// <summary>Prunes in a transaction of its own: what a crash or a failure leaves behind goes with the next run.</summary>
    public async Task PruneAsync(CancellationToken ct)
    {
        try
        {
            await using var command = database.CreateCommand("select staging.fn_prune($1)");
            command.CommandTimeout = 0;
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = settings.Staging.KeepRuns });
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException) // The run is in the ledger, whoever wants to stop now.
        {
            Postponed(log, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Staged rows of old runs could not be pruned, and will be after the next run: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
