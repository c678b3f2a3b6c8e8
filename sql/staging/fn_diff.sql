-- What a run's complete rosters say that groups.* does not know yet: one row a change, ordered by member. Reads only; a clan
-- without a complete snapshot in the run takes no part. A field that bungie.net left out is not a change.
-- Kinds of members:    joined, left, returned, transferred, renamed, role_changed, join_date_restated, profile_changed,
--                      versions_changed, played, seen_online
-- Kinds of characters: character_created, character_deleted, character_returned, character_played
-- With p_clan_id, only that clan takes part: a held roster that was accepted late. Whoever has been seen in another clan since is
-- left alone: nothing is told backwards.
drop function if exists staging.fn_diff(uuid);
drop function if exists staging.fn_diff(uuid, bigint);
create or replace function staging.fn_diff(p_run_id uuid, p_clan_id bigint default null)
returns table (
  kind text, membership_id bigint, snapshot_id bigint, member_id integer,
  clan_id bigint, known_clan_id bigint, baseline boolean,
  role text, known_role text, join_date timestamptz, known_join_date timestamptz, last_seen_online timestamptz,
  destiny_name text, global_name text, global_name_code smallint, bungie_name text,
  known_destiny_name text, known_global_name text, known_global_name_code smallint, known_bungie_name text,
  membership_type integer, icon_path text, bungie_id bigint, bungie_membership_type integer, bungie_icon_path text,
  known_membership_type integer, known_icon_path text,
  known_bungie_id bigint, known_bungie_membership_type integer, known_bungie_icon_path text,
  versions_owned integer, known_versions_owned integer, last_played timestamptz,
  character_id bigint, class_hash bigint, minutes_played_total integer, character_last_played timestamptz,
  to_clan_id bigint, to_clan_name text, confirmed boolean
)
language sql stable
as $$
  with complete as (
    select s.snapshot_id, s.clan_id, s.effective_date, c.last_observed is null as baseline,
      coalesce(p_clan_id is null and s.members < least(s.total_results, s.member_count), false) as short,
      case when s.verdict = 'accepted' then (
        select h.run_id from staging.t_snapshots h
        join staging.t_runs u on u.run_id = h.run_id and u.applied is not null
        where h.clan_id = s.clan_id and h.verdict <> 'failed' and h.snapshot_id < s.snapshot_id
        order by h.snapshot_id desc limit 1) end as held_before
    from staging.t_snapshots s
    join groups.t_clans c on c.clan_id = s.clan_id
    where s.run_id = p_run_id and s.verdict in ('complete', 'accepted')
      and (p_clan_id is null or s.clan_id = p_clan_id) -- not coalesce, which the planner takes for one clan in two hundred
  ),
  -- Clans whose rosters of the run are held, could not be read or were not asked for: whoever may have moved there has not left.
  unread as (
    select c.clan_id, (
        select b.run_id from staging.t_snapshots b
        join staging.t_runs u on u.run_id = b.run_id and u.applied is not null
        where b.clan_id = c.clan_id and b.verdict in ('complete', 'accepted')
        order by b.snapshot_id desc limit 1) as believed_in
    from groups.t_clans c
    left join staging.t_snapshots s on s.run_id = p_run_id and s.clan_id = c.clan_id
    where c.tracked and (s.verdict is null or s.verdict not in ('complete', 'accepted'))
  ),
  -- What rosters that are not believed say all the same.
  doubted as materialized (
    select w.* from unread u join staging.t_clan_members w on w.run_id = p_run_id and w.clan_id = u.clan_id
  ),
  -- A member on two rosters is where the entry is not overridden by cross save; then where they joined last, by bungie.net's claim
  -- (Bungie-net/api#370); then where the ledger has them. What that does not decide fails both rosters before this is called.
  seen as (
    select distinct on (r.destiny_id) r.*, c.snapshot_id, c.baseline
    from staging.t_clan_members r
    join complete c on c.clan_id = r.clan_id
    left join groups.t_members k on k.destiny_id = r.destiny_id and not k.deleted_flag
    where r.run_id = p_run_id
      -- Nor has anyone moved by an entry that says less of them than is known of their own clan, when that could not be read; unless they
      -- were absent from its last roster, and bungie.net, asked where they were, named this one.
      and not (k.clan_id <> r.clan_id and (r.overridden or coalesce(r.join_date, '-infinity') < k.join_date) and exists (
        select from unread u
        where u.clan_id = k.clan_id and not exists (
          select from staging.t_departures d where d.run_id = u.believed_in and d.destiny_id = r.destiny_id and d.clan_id = r.clan_id))) is true
      -- Nor by one that says no more of them than the roster of their own clan, though that is not believed.
      and not (k.clan_id <> r.clan_id and exists (
        select from doubted w
        where w.clan_id = k.clan_id and w.destiny_id = r.destiny_id
          and not (r.overridden < w.overridden or (r.overridden = w.overridden
            and coalesce(r.join_date, '-infinity') > coalesce(w.join_date, '-infinity'))))) is true
      and not exists (
        select from groups.t_members m
        where p_clan_id is not null and m.destiny_id = r.destiny_id and m.clan_id <> p_clan_id
          and not (m.deleted_flag and m.deleted < r.effective_date) -- who had left before was seen nowhere since
          and (exists (
            select from groups.t_daily_counts d where d.clan_id = m.clan_id and d.key = 'members' and d.effective_date > r.effective_date) or exists (
            select from staging.t_snapshots later
            join staging.t_runs u on u.run_id = later.run_id and u.applied is not null
            where later.clan_id = m.clan_id and later.effective_date = r.effective_date and later.verdict in ('complete', 'accepted')
              and later.run_id <> p_run_id and later.snapshot_id > c.snapshot_id)))
      -- Of the same run, another roster that names them was believed: it stands, unless this one says more of them.
      and not exists (
        select from staging.t_clan_members w
        join staging.t_snapshots b on b.run_id = w.run_id and b.clan_id = w.clan_id and b.verdict in ('complete', 'accepted')
        where p_clan_id is not null and w.run_id = p_run_id and w.clan_id <> p_clan_id and w.destiny_id = r.destiny_id
          and not (r.overridden < w.overridden or (r.overridden = w.overridden
            and coalesce(r.join_date, '-infinity') > coalesce(w.join_date, '-infinity'))))
    order by r.destiny_id, r.overridden, r.join_date desc nulls last, (k.clan_id is not distinct from r.clan_id) desc, r.clan_id
  ),
  profiles as (
    select distinct on (p.destiny_id) p.* from staging.t_member_profiles p
    where p.run_id = p_run_id and p.versions_owned is not null order by p.destiny_id
  ),
  characters as (
    select distinct on (h.character_id) h.character_id, h.destiny_id, h.class_hash, h.minutes_played_total, h.last_played
    from staging.t_member_characters h
    where h.run_id = p_run_id order by h.character_id, h.destiny_id -- in two profiles: with the same of them every day
  ),
  paired as (
    select
      s.destiny_id as membership_id, s.snapshot_id, m.member_id,
      s.clan_id, m.clan_id as known_clan_id,
      s.baseline and not exists (select from groups.t_clans o where o.clan_id = m.clan_id and o.tracked and not m.deleted_flag) as baseline,
      m.member_id is null as is_new,
      m.deleted_flag as was_gone,
      coalesce(s.role, case when stays then m.role end, 'Member') as role, m.role as known_role,
      coalesce(s.join_date, case when stays then m.join_date end) as join_date, m.join_date as known_join_date,
      coalesce(s.last_seen_online, m.last_seen_online) as last_seen_online, m.last_seen_online as known_last_seen_online,
      coalesce(s.destiny_name, m.destiny_name, '') as destiny_name, m.destiny_name as known_destiny_name,
      coalesce(s.global_name, m.global_name) as global_name, m.global_name as known_global_name,
      case when s.global_name is null then m.global_name_code when s.global_name = m.global_name then coalesce(s.global_name_code, m.global_name_code)
        else s.global_name_code end as global_name_code,
      m.global_name_code as known_global_name_code,
      coalesce(s.bungie_name, m.bungie_name) as bungie_name, m.bungie_name as known_bungie_name,
      s.destiny_membership_type as membership_type, m.destiny_membership_type as known_membership_type,
      coalesce(s.destiny_icon_path, m.destiny_icon_path) as icon_path, m.destiny_icon_path as known_icon_path,
      coalesce(s.bungie_id, m.bungie_id) as bungie_id, m.bungie_id as known_bungie_id,
      coalesce(s.bungie_membership_type, m.bungie_membership_type) as bungie_membership_type,
      m.bungie_membership_type as known_bungie_membership_type,
      coalesce(s.bungie_icon_path, m.bungie_icon_path) as bungie_icon_path, m.bungie_icon_path as known_bungie_icon_path,
      p.destiny_id is not null as profile_seen,
      coalesce(p.versions_owned, m.versions_owned) as versions_owned, m.versions_owned as known_versions_owned,
      coalesce(p.last_played, m.last_played) as last_played, m.last_played as known_last_played
    from seen s
    left join groups.t_members m on m.destiny_id = s.destiny_id
    left join profiles p on p.destiny_id = s.destiny_id
    cross join lateral (select not m.deleted_flag and m.clan_id = s.clan_id as stays) k -- of role and join date, only then is the known one theirs
  ),
  -- Most members are as they were: what changed is only asked of the others. Whatever is compared below has to be compared here.
  changed as (
    select p.* from paired p
    where p.is_new or p.was_gone
      or (p.clan_id, p.role, p.join_date, p.last_seen_online, p.destiny_name, p.global_name, p.global_name_code, p.bungie_name,
          p.membership_type, p.icon_path, p.bungie_id, p.bungie_membership_type, p.bungie_icon_path, p.versions_owned, p.last_played)
        is distinct from
         (p.known_clan_id, p.known_role, p.known_join_date, p.known_last_seen_online, p.known_destiny_name, p.known_global_name,
          p.known_global_name_code, p.known_bungie_name, p.known_membership_type, p.known_icon_path, p.known_bungie_id,
          p.known_bungie_membership_type, p.known_bungie_icon_path, p.known_versions_owned, p.known_last_played)
  ),
  -- Of whom the whole profile was seen, what their characters need: read three times, and a tenth as wide.
  observed as materialized (
    select p.membership_id, p.snapshot_id, p.member_id, p.clan_id, p.known_clan_id, p.baseline, p.last_seen_online, p.last_played
    from paired p where p.profile_seen
  ),
  gone as (
    select m.*, c.snapshot_id, c.baseline as left_or_before, d.clan_id as to_clan_id, d.clan_name as to_clan_name, d.run_id is not null as confirmed
    from groups.t_members m
    join complete c on c.clan_id = m.clan_id
    left join staging.t_departures d on d.run_id = p_run_id and d.destiny_id = m.destiny_id
    where not m.deleted_flag and not exists (select from seen s where s.destiny_id = m.destiny_id)
      -- When a held roster is accepted, its own entry may give way to one that moves nobody: who is on a roster of the run was not absent.
      and (p_clan_id is null or not exists (
        select from staging.t_clan_members r where r.run_id = p_run_id and r.destiny_id = m.destiny_id))
      and (d.clan_id is null or d.clan_id <> m.clan_id)
      -- A roster may be short of both of bungie.net's counts, which lag: then only who was asked about and is elsewhere has left; and, by one
      -- that was accepted as it says what the one before said, who was absent from that one, too.
      and (d.run_id is not null or not c.short or (c.held_before is not null and not exists (
        select from staging.t_clan_members b where b.run_id = c.held_before and b.clan_id = c.clan_id and b.destiny_id = m.destiny_id)))
      -- Who is in another clan of the run whose roster, read at another moment, does not list them yet has moved, which the next roster tells;
      -- unless the last believed roster of their own clan of an earlier day lacked them, too, and the answer was the same.
      and not exists (
        select from complete o
        where o.clan_id = d.clan_id and not exists (
          select from staging.t_departures x
          where x.destiny_id = m.destiny_id and x.clan_id = d.clan_id and x.run_id = (
            select b.run_id from staging.t_snapshots b
            join staging.t_runs u on u.run_id = b.run_id and u.applied is not null
            where b.clan_id = m.clan_id and b.effective_date < c.effective_date and b.verdict in ('complete', 'accepted')
            order by b.snapshot_id desc limit 1)))
      and not exists (
        select from unread u
        where u.clan_id = d.clan_id or exists (
          select from staging.t_clan_members r where r.run_id = p_run_id and r.clan_id = u.clan_id and r.destiny_id = m.destiny_id))
  ),
  changes as (
    select k.kind, p.membership_id, p.snapshot_id, p.member_id, p.clan_id, p.known_clan_id, p.baseline,
      p.role, p.known_role, p.join_date, p.known_join_date, p.last_seen_online,
      p.destiny_name, p.global_name, p.global_name_code, p.bungie_name,
      p.known_destiny_name, p.known_global_name, p.known_global_name_code, p.known_bungie_name,
      p.membership_type, p.icon_path, p.bungie_id, p.bungie_membership_type, p.bungie_icon_path,
      p.known_membership_type, p.known_icon_path,
      p.known_bungie_id, p.known_bungie_membership_type, p.known_bungie_icon_path,
      case when p.profile_seen then p.versions_owned end as versions_owned, p.known_versions_owned, p.last_played,
      null::bigint as character_id, null::bigint as class_hash,
      null::integer as minutes_played_total, null::timestamptz as character_last_played,
      null::bigint as to_clan_id, null::text as to_clan_name, false as confirmed
    from changed p
    -- Not a list of values, whose expressions are prepared anew for every row.
    cross join lateral (select unnest(array_remove(array[
      case when p.is_new then 'joined' end,
      case when p.was_gone then 'returned' end,
      case when not p.was_gone and p.known_clan_id <> p.clan_id then 'transferred' end,
      case when not p.is_new and (p.destiny_name, p.global_name, p.global_name_code, p.bungie_name)
        is distinct from (p.known_destiny_name, p.known_global_name, p.known_global_name_code, p.known_bungie_name) then 'renamed' end,
      case when not p.was_gone and p.known_clan_id = p.clan_id and p.role <> p.known_role then 'role_changed' end,
      case when not p.was_gone and p.known_clan_id = p.clan_id and p.join_date is distinct from p.known_join_date then 'join_date_restated' end,
      case when not p.is_new
        and (p.membership_type, p.icon_path, p.bungie_id, p.bungie_membership_type, p.bungie_icon_path) is distinct from
            (p.known_membership_type, p.known_icon_path, p.known_bungie_id, p.known_bungie_membership_type, p.known_bungie_icon_path)
        then 'profile_changed' end,
      case when not p.is_new and p.profile_seen and p.versions_owned is distinct from p.known_versions_owned then 'versions_changed' end,
      case when not p.is_new and p.last_played is distinct from p.known_last_played then 'played' end,
      case when not p.is_new and p.last_seen_online is distinct from p.known_last_seen_online then 'seen_online' end
    ], null)) as kind) k

    union all

    select 'left', g.destiny_id, g.snapshot_id, g.member_id, null, g.clan_id, g.left_or_before,
      null, g.role, null, g.join_date, null,
      null, null, null, null, g.destiny_name, g.global_name, g.global_name_code, g.bungie_name,
      null, null, null, null, null, null, null, null, null, null,
      null, null, null, null, null, null, null, g.to_clan_id, g.to_clan_name, g.confirmed
    from gone g

    union all

    -- Characters are compared only where the whole profile was seen; a leaver's close with the leaver.
    select case
        when h.character_id is null then 'character_deleted'
        when k.character_id is null then 'character_created'
        when k.deleted_flag or k.member_id is distinct from h.member_id then 'character_returned'
        else 'character_played'
      end,
      p.membership_id, p.snapshot_id, p.member_id, p.clan_id, p.known_clan_id, p.baseline,
      null, null, null, null, p.last_seen_online,
      null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
      null, null, p.last_played,
      coalesce(h.character_id, k.character_id), h.class_hash, h.minutes_played_total, h.last_played, null, null, false
    from (select h.*, o.member_id from characters h join observed o on o.membership_id = h.destiny_id) h
    full join (
      select k.*, o.membership_id from groups.t_characters k join observed o on o.member_id = k.member_id
    ) k on k.character_id = h.character_id
    join observed p on p.membership_id = coalesce(h.destiny_id, k.membership_id)
    where (h.character_id is not null or not k.deleted_flag)
      and (h.character_id is null or k.character_id is null or k.deleted_flag or k.member_id is distinct from h.member_id
        or (h.minutes_played_total, h.last_played) is distinct from (k.minutes_played_total, k.last_played))

    union all

    select 'character_deleted', g.destiny_id, g.snapshot_id, g.member_id, null, g.clan_id, g.left_or_before,
      null, null, null, null, null,
      null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
      null, null, null,
      k.character_id, null, null, null, null, null, false
    from gone g
    join groups.t_characters k on k.member_id = g.member_id and not k.deleted_flag
  )
  select * from changes order by membership_id, kind, character_id
$$;
