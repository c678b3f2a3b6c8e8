using ClanLedger.Hosting;
using Npgsql;

namespace ClanLedger.Running;

/// <summary>The ledger is written forwards: no run may speak of a day before the last one observed.</summary>
internal static class RunCalendar
{
    /// <exception cref="UserErrorException">A later day is already in the ledger.</exception>
    public static async Task RefuseEarlierAsync(NpgsqlConnection connection, DateOnly effectiveDate, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select max(effective_date) from groups.t_daily_counts where key = 'members'", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (await reader.ReadAsync(ct) && !await reader.IsDBNullAsync(0, ct) && reader.GetFieldValue<DateOnly>(0) is var last && effectiveDate < last)
            throw new UserErrorException($"The effective date {effectiveDate:yyyy-MM-dd} lies before {last:yyyy-MM-dd}, the last day in the ledger: history is never rewritten");
    }
}
