using ClanLedger.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace ClanLedger.Running;

/// <summary>A run that was broken off before it was applied.</summary>
/// <param name="RunId">The run.</param>
/// <param name="EffectiveDate">Its day.</param>
/// <param name="Started">When it began, UTC; after every run begun before, whatever the clock said.</param>
internal sealed record UnfinishedRun(Guid RunId, DateOnly EffectiveDate, DateTimeOffset Started)
{
    /// <summary>The one to go on with, if there is one. Hold the run's lock, or it may be under way.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="clanIds">Exactly its clans, ascending.</param>
    /// <param name="since">It began no earlier.</param>
    /// <param name="day">Its day; null: any.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<UnfinishedRun?> FindAsync(
        NpgsqlDataSource database, IReadOnlyList<long> clanIds, DateTimeOffset since, DateOnly? day, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Sql.Text("resuming/unfinished_run"));
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. clanIds] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = since });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)day ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new UnfinishedRun(reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1), reader.GetFieldValue<DateTimeOffset>(2))
            : null;
    }
}
