-- A clan that failed before the run was broken off is asked for again; one that is not asked for any more is none of the run's.
delete from staging.t_snapshots s
using staging.t_runs r
where r.run_id = $1 and s.run_id = r.run_id and (s.verdict = 'failed' or s.clan_id <> all (r.clan_ids))
