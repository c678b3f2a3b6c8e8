using Npgsql;

namespace ClanLedger.Replaying;

/// <summary>What a verification found, kept for the digests and for the service's health. The last one counts.</summary>
/// <param name="Verified">When it ended, UTC.</param>
/// <param name="Sound">Nothing was wrong.</param>
/// <param name="Findings">What was wrong, in words and without names.</param>
public sealed record VerificationRecord(DateTimeOffset Verified, bool Sound, IReadOnlyList<string> Findings)
{
    private const int MostKept = 20;

    /// <summary>Keeps what was found, the first of it.</summary>
    internal static async Task<VerificationRecord> KeepAsync(
        NpgsqlDataSource database, VerificationResult result, DateTimeOffset verified, CancellationToken ct)
    {
        await using var command = database.CreateCommand("insert into notify.t_verifications (verified, sound, findings) values ($1, $2, $3)");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = verified });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = result.Sound });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. result.Findings.Take(MostKept)] });
        await command.ExecuteNonQueryAsync(ct);
        return new VerificationRecord(verified, result.Sound, result.Findings);
    }

    /// <summary>The last one; null when there was none.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="until">Those that ended later do not count.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<VerificationRecord?> LastAsync(NpgsqlDataSource database, DateTimeOffset until, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select verified, sound, findings from notify.t_verifications where verified <= $1 order by verified desc limit 1");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = until });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new VerificationRecord(reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1), reader.GetFieldValue<string[]>(2))
            : null;
    }
}
