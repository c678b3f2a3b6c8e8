-- How many known members each complete roster of a run lacks, beside the roster of its clan that was applied before, if that one is held;
-- how many of them were on a roster of that run (or how many more they are than then, should its rows be pruned), and whether someone who was
-- absent from that one is back. A roster whose run was broken off never was judged, and says nothing.
with judged as (
  select s.snapshot_id, s.clan_id, s.members from staging.t_snapshots s where s.run_id = $1 and s.verdict = 'complete'
),
held as (
  select h.*
  from judged s
  cross join lateral (
    select p.* from staging.t_snapshots p
    where p.clan_id = s.clan_id and p.verdict <> 'failed' and p.snapshot_id < s.snapshot_id
      and exists (select from staging.t_runs u where u.run_id = p.run_id and u.applied is not null)
    order by p.snapshot_id desc limit 1
  ) h
  where h.verdict = 'quarantined'
),
back as (
  select distinct h.clan_id
  from held h
  join staging.t_clan_members r on r.run_id = $1 and r.clan_id = h.clan_id
  join groups.t_members m on m.destiny_id = r.destiny_id and m.clan_id = r.clan_id and not m.deleted_flag
  where not exists (
    select from staging.t_clan_members b where b.run_id = h.run_id and b.clan_id = h.clan_id and b.destiny_id = r.destiny_id)
),
absence as materialized (
  select * from staging.fn_absences($1)
),
absent as (
  select a.clan_id, count(*)::integer as members from absence a group by a.clan_id
),
-- Both are put together first: else the planner joins all rosters of a run with each of its clans.
absent_of_held as materialized (
  select a.clan_id, a.destiny_id, h.run_id from absence a join held h on h.clan_id = a.clan_id
),
listed_before as materialized (
  select b.run_id, b.destiny_id from staging.t_clan_members b where b.run_id in (select h.run_id from held h)
),
absent_since as (
  select a.clan_id, count(*)::integer as members
  from absent_of_held a
  where exists (select from listed_before b where b.run_id = a.run_id and b.destiny_id = a.destiny_id)
  group by a.clan_id
),
known as (
  select m.clan_id, count(*)::integer as members from groups.t_members m where not m.deleted_flag group by m.clan_id
)
select s.snapshot_id, s.clan_id, s.members, coalesce(k.members, 0), coalesce(a.members, 0), h.effective_date, h.members, greatest(coalesce(i.members, 0), coalesce(a.members, 0) - h.absent), coalesce(h.agreeing, 0),
  b.clan_id is not null, c.last_observed is not null
from judged s
join groups.t_clans c on c.clan_id = s.clan_id
left join known k on k.clan_id = s.clan_id
left join absent a on a.clan_id = s.clan_id
left join held h on h.clan_id = s.clan_id
left join absent_since i on i.clan_id = s.clan_id
left join back b on b.clan_id = s.clan_id
where k.members > 0 or c.last_observed is not null or s.members = 0 -- a clan that is tracked again has members, too
order by s.clan_id
