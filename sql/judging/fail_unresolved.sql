-- A member on the complete rosters of two clans, of whom nothing says in which they are (see fn_diff): both rosters fail.
with several as (
  select m.destiny_id from staging.t_clan_members m where m.run_id = $1 group by m.destiny_id having count(*) > 1
),
listed as (
  select m.destiny_id, m.clan_id, rank() over (
    partition by m.destiny_id
    order by m.overridden, m.join_date desc nulls last, (k.clan_id is not distinct from m.clan_id) desc) as place
  from staging.t_clan_members m
  join several v on v.destiny_id = m.destiny_id
  join staging.t_snapshots s on s.run_id = m.run_id and s.clan_id = m.clan_id and s.verdict = 'complete'
  left join groups.t_members k on k.destiny_id = m.destiny_id and not k.deleted_flag
  where m.run_id = $1
),
unresolved as (
  select l.clan_id, count(*) as members
  from listed l
  where l.place = 1 and exists (select from listed o where o.destiny_id = l.destiny_id and o.place = 1 and o.clan_id <> l.clan_id)
  group by l.clan_id
)
update staging.t_snapshots s
set verdict = 'failed',
  reason = u.members || ' on the roster are on that of another tracked clan as well, and nothing says in which they are'
from unresolved u
where s.run_id = $1 and s.clan_id = u.clan_id
