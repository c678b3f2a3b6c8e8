using ClanLedger.Hosting;
using ClanLedger.Judging;
using ClanLedger.Ledger;
using ClanLedger.Observing;
using ClanLedger.Running;
using Npgsql;
using NpgsqlTypes;

namespace ClanLedger.Fetching;

/// <summary>Asks bungie.net where the members are who are absent from a complete roster, before it is said that they left.</summary>
/// <remarks>Someone who is still in the clan by that answer disputes the roster. No answer: the roster stands.</remarks>
public sealed class Departures(BungieClient bungie, NpgsqlDataSource database, Settings settings)
{
    /// <summary>Asks for each, and stages the answers.</summary>
    /// <param name="runId">The run, staged but for this.</param>
    /// <param name="effectiveDate">The ledger's day.</param>
    /// <param name="progress">Told of every request.</param>
    /// <param name="ct">Ends it.</param>
    public async Task CorroborateAsync(Guid runId, DateOnly effectiveDate, SyncProgress progress, CancellationToken ct)
    {
        if (!settings.Guard.CorroborateDepartures)
            return;
        var absent = await ReadAsync(runId, effectiveDate, ct);
        using var span = LedgerTraces.Corroborate(absent.Count);
        progress.Expect(absent.Count);
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = settings.Bungie.Concurrency, CancellationToken = ct };
        await using var connection = await database.OpenConnectionAsync(ct);
        using var turn = new SemaphoreSlim(1);
        await Parallel.ForEachAsync(absent, bounds, async (member, token) =>
        {
            var answer = await bungie.GetClanOfAsync(member.MembershipType, member.MembershipId, token);
            progress.Answered();
            if (answer is not { Usable: true, Response: { SaysWhere: true, Results: { } results } })
                return;
            await turn.WaitAsync(token);
            try
            {
                await StageAsync(connection, runId, member.MembershipId, ClanOf(results, member.ClanId), token);
            }
            finally
            {
                turn.Release();
            }
        });
    }

    /// <summary>The clan that bungie.net names; of several, the one they are absent from.</summary>
    private static Wire.GroupDetail? ClanOf(IReadOnlyList<Wire.GroupMembership?> results, long absentFrom)
    {
        var clans = results.Select(r => r?.Group).OfType<Wire.GroupDetail>().Where(g => g.GroupId > 0).ToArray();
        return clans.FirstOrDefault(c => c.GroupId == absentFrom) ?? clans.FirstOrDefault();
    }

    /// <summary>The absent of each clan whose roster is going to be believed, and that has not too many of them, or was held before.</summary>
    private async Task<IReadOnlyList<(long MembershipId, int MembershipType, long ClanId)>> ReadAsync(Guid runId, DateOnly effectiveDate, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var clans = (await HeldSnapshots.ReadAsync(connection, runId, ct))
            .Where(a => a.Absent > 0 && IsAsked(a, Guard.Judge(a, effectiveDate, settings.Guard).Verdict))
            .Select(a => a.ClanId).ToArray();
        await using var command = new NpgsqlCommand(
            """
            select a.destiny_id, a.destiny_membership_type, a.clan_id from staging.fn_absences($1) a
            where a.clan_id = any($2) and not exists (select from staging.t_departures d where d.run_id = $1 and d.destiny_id = a.destiny_id)
            """, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = clans });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var absent = new List<(long, int, long)>();
        while (await reader.ReadAsync(ct))
            absent.Add((reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2)));
        return absent;
    }

    /// <summary>Of a clan that was held for days before its roster is believed everyone is asked about: once in a long while, and so much hangs on it.</summary>
    private bool IsAsked(Absence absence, string verdict) =>
        verdict == Verdicts.Accepted || (verdict == Verdicts.Complete && absence.Absent <= settings.Guard.MostCorroborated);

    private static async Task StageAsync(NpgsqlConnection connection, Guid runId, long membershipId, Wire.GroupDetail? clan, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into staging.t_departures (run_id, destiny_id, clan_id, clan_name) values ($1, $2, $3, $4) on conflict do nothing", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = runId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = membershipId });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)clan?.GroupId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)(clan is null ? null : MemberReading.Names(clan).Name) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text,
        });
        await command.ExecuteNonQueryAsync(ct);
    }
}
