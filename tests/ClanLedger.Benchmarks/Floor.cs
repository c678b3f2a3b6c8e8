using System.Diagnostics;
using Npgsql;

namespace ClanLedger.Benchmarks;

/// <summary>What the same work costs at least: tables updated by plain set-based SQL that keeps no history, and rows copied by COPY alone.</summary>
internal static class Floor
{
    private const string Update = """
        create temp table seen on commit drop as
          select distinct on (r.destiny_id) r.*, p.versions_owned, p.last_played, p.destiny_id is not null as profile_seen
          from staging.t_clan_members r
          join staging.t_snapshots s on s.run_id = r.run_id and s.clan_id = r.clan_id and s.verdict = 'complete'
          left join staging.t_member_profiles p on p.run_id = r.run_id and p.destiny_id = r.destiny_id
          where r.run_id = $1
          order by r.destiny_id, r.join_date desc;
        create unique index on seen (destiny_id);
        analyze seen;
        update groups.t_members m set deleted = $2, deleted_flag = true
        where not m.deleted_flag and not exists (select from seen s where s.destiny_id = m.destiny_id);
        update groups.t_members m set deleted = null, deleted_flag = false, clan_id = s.clan_id, role = s.role, admin = s.role in ('Admin', 'ActingFounder', 'Founder'),
          join_date = s.join_date, destiny_name = s.destiny_name, global_name = s.global_name, global_name_code = s.global_name_code, bungie_name = s.bungie_name,
          destiny_membership_type = s.destiny_membership_type, destiny_icon_path = s.destiny_icon_path, bungie_id = s.bungie_id,
          bungie_membership_type = s.bungie_membership_type, bungie_icon_path = s.bungie_icon_path, last_seen_online = s.last_seen_online,
          versions_owned = coalesce(s.versions_owned, m.versions_owned), last_played = coalesce(s.last_played, m.last_played)
        from seen s where s.destiny_id = m.destiny_id and (m.deleted_flag
          or (m.clan_id, m.role, m.join_date, m.destiny_name, m.global_name, m.global_name_code, m.bungie_name, m.destiny_membership_type, m.destiny_icon_path,
            m.bungie_id, m.bungie_membership_type, m.bungie_icon_path, m.last_seen_online)
          is distinct from (s.clan_id, s.role, s.join_date, s.destiny_name, s.global_name, s.global_name_code, s.bungie_name, s.destiny_membership_type, s.destiny_icon_path,
            s.bungie_id, s.bungie_membership_type, s.bungie_icon_path, s.last_seen_online)
          or (s.profile_seen and (m.versions_owned, m.last_played) is distinct from (s.versions_owned, s.last_played)));
        insert into groups.t_members (member_id, clan_id, bungie_id, bungie_name, bungie_membership_type, bungie_icon_path, destiny_id, destiny_name,
          destiny_membership_type, destiny_icon_path, added, admin, versions_owned, global_name, global_name_code, role, join_date, last_seen_online, last_played)
        select (select coalesce(max(member_id), 0) from groups.t_members) + row_number() over (order by s.destiny_id), s.clan_id, s.bungie_id, s.bungie_name,
          s.bungie_membership_type, s.bungie_icon_path, s.destiny_id, s.destiny_name, s.destiny_membership_type, s.destiny_icon_path, $2,
          s.role in ('Admin', 'ActingFounder', 'Founder'), s.versions_owned, s.global_name, s.global_name_code, s.role, s.join_date, s.last_seen_online, s.last_played
        from seen s where not exists (select from groups.t_members m where m.destiny_id = s.destiny_id);
        update groups.t_memberships t set "left" = $2 from groups.t_members m
        where m.member_id = t.member_id and t."left" is null and (m.deleted_flag or m.clan_id <> t.clan_id);
        insert into groups.t_memberships (member_id, stay, clan_id, joined, join_date)
        select m.member_id, coalesce((select max(x.stay) from groups.t_memberships x where x.member_id = m.member_id), 0) + 1, m.clan_id, $2, m.join_date
        from groups.t_members m where not m.deleted_flag and not exists (select from groups.t_memberships x where x.member_id = m.member_id and x."left" is null);
        update groups.t_characters c set deleted = $2, deleted_flag = true from groups.t_members m left join seen s on s.destiny_id = m.destiny_id
        where m.member_id = c.member_id and not c.deleted_flag and (s.destiny_id is null or (s.profile_seen and not exists (
          select from staging.t_member_characters h where h.run_id = $1 and h.character_id = c.character_id)));
        update groups.t_characters c set deleted = null, deleted_flag = false, minutes_played_total = h.minutes_played_total, last_played = h.last_played
        from staging.t_member_characters h where h.run_id = $1 and h.character_id = c.character_id
          and (c.deleted_flag or (c.minutes_played_total, c.last_played) is distinct from (h.minutes_played_total, h.last_played));
        insert into groups.t_characters (character_id, member_id, class_hash, added, minutes_played_total, last_played)
        select h.character_id, m.member_id, h.class_hash, $2, h.minutes_played_total, h.last_played
        from staging.t_member_characters h join groups.t_members m on m.destiny_id = h.destiny_id
        where h.run_id = $1 and not exists (select from groups.t_characters c where c.character_id = h.character_id);
        insert into groups.t_daily_counts select $2, clan_id, 'members', count(*) from seen group by clan_id;
        update groups.t_clans c set last_observed = $2, member_count = (select count(*) from seen s where s.clan_id = c.clan_id);
        """;

    private static readonly string[] Staged = ["t_clan_members", "t_member_profiles", "t_member_characters"];

    /// <summary>Updates the tables from the staged run, and takes it back.</summary>
    public static async Task<TimeSpan> UpdateAsync(NpgsqlDataSource database, Guid run, DateOnly day)
    {
        await using var connection = await database.OpenConnectionAsync();
        await RunAsync(connection, "analyze staging.t_clan_members, staging.t_member_profiles, staging.t_member_characters");
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(connection, "set local jit = off");
        var start = Stopwatch.GetTimestamp();
        await RunAsync(connection, Update.Replace("$1", $"'{run}'::uuid").Replace("$2", $"date '{day:yyyy-MM-dd}'"));
        var elapsed = Stopwatch.GetElapsedTime(start);
        await transaction.RollbackAsync();
        await RunAsync(connection, "vacuum groups.t_members, groups.t_characters, groups.t_memberships");
        return elapsed;
    }

    /// <summary>Copies the staged rows of the run out, and measures copying them in again.</summary>
    public static async Task<TimeSpan> CopyAsync(NpgsqlDataSource database, Guid run)
    {
        await using var connection = await database.OpenConnectionAsync();
        var elapsed = TimeSpan.Zero;
        foreach (var table in Staged)
        {
            using var rows = new MemoryStream();
            await using (var copy = await connection.BeginRawBinaryCopyAsync($"copy (select * from staging.{table} where run_id = '{run}') to stdout (format binary)"))
                await copy.CopyToAsync(rows);
            rows.Position = 0;
            await RunAsync(connection, $"create table floor_{table} (like staging.{table}); create index on floor_{table} using brin (run_id)");
            var start = Stopwatch.GetTimestamp();
            await using (var copy = await connection.BeginRawBinaryCopyAsync($"copy floor_{table} from stdin (format binary)"))
                await rows.CopyToAsync(copy);
            elapsed += Stopwatch.GetElapsedTime(start);
            await RunAsync(connection, $"drop table floor_{table}");
        }

        return elapsed;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
