using Npgsql;

namespace ClanLedger.Benchmarks;

/// <summary>Makes a ledger old: days in which three in ten members played and one in a hundred was renamed, written straight into the event store.</summary>
/// <remarks>The events repeat what is known, so that bungie.net and the tables still agree afterwards.</remarks>
internal static class AgedLedger
{
    private const int DaysAtOnce = 30;

    private const string Days = """
        with days as (
          select n, $1 + n as day from generate_series($2, $3) as n
        ),
        base as (
          select last_value as last from ledger.mt_events_sequence
        ),
        happened as (
          select m.*, d.n, d.day, (m.member_id * 7919 + d.n * 104729) % 100 as dice
          from days d join groups.t_members m on (m.member_id * 7919 + d.n * 104729) % 100 <= 30
          where exists (select from groups.t_characters c where c.member_id = m.member_id)
        ),
        numbered as (
          select h.*, 'member/' || h.destiny_id as stream_id, row_number() over (order by h.n, h.member_id) as number,
            row_number() over (partition by h.member_id order by h.n) as step
          from happened h
        ),
        written as (
          insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, causation_id, headers)
          select base.last + h.number, gen_random_uuid(), h.stream_id, s.version + h.step,
            case when h.dice < 30
              then jsonb_build_object('effectiveDate', h.day, 'lastPlayed', h.last_played, 'lastSeenOnline', h.last_seen_online, 'characters', jsonb_build_array(
                jsonb_build_object('characterId', c.character_id::text, 'classHash', c.class_hash, 'minutesPlayedTotal', c.minutes_played_total, 'lastPlayed', c.last_played)))
              else jsonb_build_object('effectiveDate', h.day, 'old', names.names, 'new', names.names)
            end,
            case when h.dice < 30 then 'member_played' else 'member_renamed' end, h.day + interval '17 hours',
            case when h.dice < 30 then 'ClanLedger.Ledger.MemberPlayed, ClanLedger' else 'ClanLedger.Ledger.MemberRenamed, ClanLedger' end,
            'run/' || md5('day ' || h.n)::uuid, '{"snapshot": 1}'
          from numbered h
          cross join base
          join ledger.mt_streams s on s.id = h.stream_id
          join lateral (select * from groups.t_characters c where c.member_id = h.member_id order by c.character_id limit 1) c on true
          cross join lateral (select jsonb_build_object('destinyName', h.destiny_name, 'globalName', h.global_name, 'globalNameCode', h.global_name_code, 'bungieName', h.bungie_name) as names) names
          returning stream_id
        ),
        counted as (
          select stream_id, count(*) as events from written group by stream_id
        )
        update ledger.mt_streams s set version = s.version + c.events from counted c where s.id = c.stream_id
        """;

    private const string Runs = """
        with runs as (
          insert into ledger.mt_streams (id, version) select 'run/' || md5('day ' || n)::uuid, 1 from generate_series($2, $3) as n returning id
        )
        insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, causation_id)
        select nextval('ledger.mt_events_sequence'), gen_random_uuid(), 'run/' || md5('day ' || n)::uuid, 1,
          jsonb_build_object('effectiveDate', $1 + n, 'status', 'complete', 'clans', (
            select jsonb_agg(jsonb_build_object('clanId', clan_id::text, 'verdict', 'complete', 'members', member_count, 'baseline', false,
              'changes', jsonb_build_object('played', member_count * 3 / 10, 'renamed', 1, 'new', 1, 'disabled', 1)))
            from groups.t_clans where tracked)),
          'sync_completed', $1 + n + interval '17 hours', 'ClanLedger.Ledger.SyncCompleted, ClanLedger', 'run/' || md5('day ' || n)::uuid
        from generate_series($2, $3) as n
        """;

    /// <summary>Adds days after the first; the tables of the groups schema need a replay then.</summary>
    public static async Task AgeAsync(string database, DateOnly first, int days)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using (var statistics = source.CreateCommand("analyze groups.t_members, groups.t_characters, ledger.mt_streams"))
            await statistics.ExecuteNonQueryAsync();
        for (var day = 1; day <= days; day += DaysAtOnce)
        {
            await RunAsync(source, Days, first, day, Math.Min(days, day + DaysAtOnce - 1));
            await RunAsync(source, "select setval('ledger.mt_events_sequence', max(seq_id)) from ledger.mt_events where $1 is not null and $2 <= $3", first, day, day);
            await RunAsync(source, Runs, first, day, Math.Min(days, day + DaysAtOnce - 1));
        }

        await using var analyze = source.CreateCommand("vacuum analyze ledger.mt_events, ledger.mt_streams");
        analyze.CommandTimeout = 0;
        await analyze.ExecuteNonQueryAsync();
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql, DateOnly first, int from, int to)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = first });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = to });
        await command.ExecuteNonQueryAsync();
    }
}
