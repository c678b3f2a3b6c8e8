-- An overtaken run begins anew.
with members as (delete from staging.t_clan_members where run_id = $1),
  profiles as (delete from staging.t_member_profiles where run_id = $1),
  characters as (delete from staging.t_member_characters where run_id = $1),
  departures as (delete from staging.t_departures where run_id = $1),
  snapshots as (delete from staging.t_snapshots where run_id = $1)
update staging.t_runs set started = staging.fn_started($2) where run_id = $1
