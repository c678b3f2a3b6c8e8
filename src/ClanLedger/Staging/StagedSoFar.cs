using System.Collections.Concurrent;
using ClanLedger.Hosting;
using ClanLedger.Running;
using Npgsql;

namespace ClanLedger.Staging;

/// <summary>What was staged of a run before it was broken off: it need not be asked for again.</summary>
public sealed class StagedSoFar
{
    private readonly Dictionary<long, List<DestinyMembership>> _rosters = [];
    private readonly ConcurrentDictionary<long, bool> _profiles = [];

    /// <summary>The members of a roster that is staged; null when it has to be fetched.</summary>
    public IReadOnlyList<DestinyMembership>? RosterOf(long clanId) => _rosters.GetValueOrDefault(clanId);

    /// <summary>Whether this profile has to be fetched: true the first time, even of someone on two rosters.</summary>
    public bool Claim(long membershipId) => _profiles.TryAdd(membershipId, true);

    /// <summary>Opens a run, or goes on with it: what was staged only in part, or failed, or of clans that are not asked for any more, is forgotten; and all of it,
    /// when it was read for another day.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="run">The run.</param>
    /// <param name="now">When it begins, UTC.</param>
    /// <param name="ct">Cancels.</param>
    internal static async Task<StagedSoFar> OpenAsync(NpgsqlDataSource database, StageRoster run, DateTimeOffset now, CancellationToken ct)
    {
        var staged = new StagedSoFar();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await BeginAsync(connection, run, now, ct))
        {
            await transaction.CommitAsync(ct);
            return staged;
        }

        if (await IsOfAnotherDayAsync(connection, run, ct) || await RunProgress.IsOvertakenAsync(connection, run.RunId, ct))
            await RunProgress.ForgetAsync(connection, run.RunId, now, ct);
        await ForgetAsync(connection, run.RunId, ct);
        await transaction.CommitAsync(ct);
        await staged.ReadAsync(connection, run.RunId, ct);
        return staged;
    }

    /// <summary>True for a new run, false for one that was begun before.</summary>
    private static async Task<bool> BeginAsync(NpgsqlConnection connection, StageRoster run, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into staging.t_runs as r (run_id, effective_date, started, clan_ids) values ($1, $2, staging.fn_started($3), $4)
            on conflict (run_id) do update set failure = null, staged = null, clan_ids = excluded.clan_ids
            returning r.xmax = 0
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.RunId });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = run.EffectiveDate });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. run.ClanIds] });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static async Task<bool> IsOfAnotherDayAsync(NpgsqlConnection connection, StageRoster run, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("update staging.t_runs set effective_date = $2 where run_id = $1 and effective_date <> $2", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run.RunId });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = run.EffectiveDate });
        return await command.ExecuteNonQueryAsync(ct) > 0;
    }

    private static async Task ForgetAsync(NpgsqlConnection connection, Guid runId, CancellationToken ct)
    {
        foreach (var statement in new[] { "resuming/forget_failed_snapshots", "resuming/forget_rosters_in_part" })
        {
            await using var command = new NpgsqlCommand(Sql.Text(statement), connection);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private void Add(long clanId, DestinyMembership? member)
    {
        if (!_rosters.TryGetValue(clanId, out var roster))
            _rosters[clanId] = roster = [];
        if (member is { } someone)
            roster.Add(someone);
    }

    private async Task ReadAsync(NpgsqlConnection connection, Guid runId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Text("resuming/staged_so_far"), connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (reader.IsDBNull(0))
                Claim(reader.GetInt64(1));
            else
                Add(reader.GetInt64(0), reader.IsDBNull(1) ? null : new DestinyMembership(reader.GetInt64(1), reader.GetInt32(2)));
        }
    }
}
