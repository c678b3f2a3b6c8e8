-- A roster of which not exactly those members are staged who were read: two processes may have read it at once, each taking the other for gone.
update staging.t_snapshots s
set verdict = 'failed',
  reason = s.members || ' members of the roster were read, and ' || n.members || ' are staged in ' || n.entries || ' rows'
from (
  select c.snapshot_id, count(m.destiny_id) as entries, count(distinct m.destiny_id) as members
  from staging.t_snapshots c
  left join staging.t_clan_members m on m.run_id = c.run_id and m.clan_id = c.clan_id
  where c.run_id = $1 and c.verdict = 'complete'
  group by c.snapshot_id
) n
where s.snapshot_id = n.snapshot_id and (n.entries, n.members) <> (s.members, s.members)
