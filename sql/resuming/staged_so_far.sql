-- The members of the rosters of a run that are staged whole, and, with a null clan, the profiles that were answered.
select s.clan_id, m.destiny_id, m.destiny_membership_type
from staging.t_snapshots s
left join staging.t_clan_members m on m.run_id = s.run_id and m.clan_id = s.clan_id
where s.run_id = $1
union all
select null, p.destiny_id, p.destiny_membership_type
from staging.t_member_profiles p
where p.run_id = $1
