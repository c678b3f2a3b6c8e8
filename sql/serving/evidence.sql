-- $1 the run, $2 clans, $3 the member: the rosters of the run, and of each clan the last one before that was believed.
-- Whether the member is on a roster is null when its rows are no longer kept.
select s.snapshot_id, s.run_id, s.clan_id, s.effective_date, s.verdict, s.hash, s.members, s.fetched, s.run_id = $1,
  case
    when exists (select from staging.t_clan_members r where r.run_id = s.run_id and r.clan_id = s.clan_id and r.destiny_id = $3) then true
    when s.members = 0 or exists (select from staging.t_clan_members r where r.run_id = s.run_id and r.clan_id = s.clan_id) then false
  end
from unnest($2) as k (clan_id)
cross join lateral (
  (select * from staging.t_snapshots t where t.run_id = $1 and t.clan_id = k.clan_id and t.verdict <> 'failed')
  union all
  (select * from staging.t_snapshots t
   where t.clan_id = k.clan_id and t.verdict in ('complete', 'accepted') and t.snapshot_id < (
     select n.snapshot_id from staging.t_snapshots n where n.run_id = $1 and n.clan_id = k.clan_id)
   order by t.snapshot_id desc
   limit 1)
) s
order by s.snapshot_id
