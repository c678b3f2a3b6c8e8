using Npgsql;
using Wolverine;

namespace ClanLedger.Scheduling;

/// <summary>Which occurrences of the schedule there were, and what became of them.</summary>
internal static class Occurrences
{
    /// <summary>The last occurrence that was due within this time; null when there was none. Pure.</summary>
    public static DateTimeOffset? Last(CronSchedule schedule, DateTimeOffset now, TimeSpan within)
    {
        DateTimeOffset? last = null;
        for (var next = schedule.NextOccurrence(now - within); next is { } at && at <= now; next = schedule.NextOccurrence(at))
            last = at;
        return last;
    }

    /// <summary>Whether this occurrence's run was not made, though others were: a new ledger has missed nothing. Nor was it missed when someone had all clans read since, for today.</summary>
    public static async Task<bool> IsMissedAsync(NpgsqlDataSource database, DateTimeOffset occurrence, DateOnly today, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            select exists(select from staging.t_runs) and not exists(
              select from staging.t_runs r
              where r.started >= $1 and r.effective_date >= $2 and r.applied is not null
                and not exists(select from groups.t_clans c where c.tracked and not c.clan_id = any(coalesce(r.clan_ids, '{}')))
                and not exists(select from staging.t_snapshots s where s.run_id = r.run_id and s.verdict = 'failed'))
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = occurrence });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        return await command.ExecuteScalarAsync(ct) is true && !await IsMadeAsync(database, RunIds.Of(occurrence), ct);
    }

    /// <summary>Whether an occurrence's run is in the ledger. What was staged of it may have been pruned since.</summary>
    public static async Task<bool> IsMadeAsync(NpgsqlDataSource database, Guid runId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select exists(select from staging.t_runs where run_id = $1 and applied is not null) or exists(select from groups.t_runs where run_id = $1)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
