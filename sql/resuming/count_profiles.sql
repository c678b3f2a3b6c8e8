-- How many profiles of each roster could be seen whole.
update staging.t_snapshots s
set profiles = seen.profiles
from (
  select m.clan_id, count(p.versions_owned)::integer as profiles
  from staging.t_clan_members m
  join (select distinct destiny_id, versions_owned from staging.t_member_profiles where run_id = $1) p on p.destiny_id = m.destiny_id
  where m.run_id = $1
  group by m.clan_id
) seen
where s.run_id = $1 and s.clan_id = seen.clan_id
