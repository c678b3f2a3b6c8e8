-- How many known members each complete roster of a run lacks, beside the roster of its clan that was applied before, if that one is held;
-- and whether someone who was absent from that one is back. A roster whose run was broken off never was judged, and says nothing.
with absent as (
  select a.clan_id, count(*)::integer as members from staging.fn_absences($1) a group by a.clan_id
),
known as (
  select m.clan_id, count(*)::integer as members from groups.t_members m where not m.deleted_flag group by m.clan_id
)
select s.snapshot_id, s.clan_id, s.members, coalesce(k.members, 0), coalesce(a.members, 0), h.effective_date, h.members, coalesce(h.absent, 0), coalesce(h.agreeing, 0),
  exists (
    select from groups.t_members m
    where m.clan_id = s.clan_id and not m.deleted_flag
      and not exists (select from staging.t_clan_members r where r.run_id = h.run_id and r.clan_id = s.clan_id and r.destiny_id = m.destiny_id)
      and exists (select from staging.t_clan_members r where r.run_id = s.run_id and r.clan_id = s.clan_id and r.destiny_id = m.destiny_id)),
  c.last_observed is not null
from staging.t_snapshots s
join groups.t_clans c on c.clan_id = s.clan_id
left join known k on k.clan_id = s.clan_id
left join absent a on a.clan_id = s.clan_id
left join lateral (
  select p.* from staging.t_snapshots p
  where p.clan_id = s.clan_id and p.verdict <> 'failed' and p.snapshot_id < s.snapshot_id
    and exists (select from staging.t_runs u where u.run_id = p.run_id and u.applied is not null)
  order by p.snapshot_id desc limit 1
) h on h.verdict = 'quarantined'
where s.run_id = $1 and s.verdict = 'complete'
  and (k.members > 0 or c.last_observed is not null or s.members = 0) -- a clan that is tracked again has members, too
order by s.clan_id
