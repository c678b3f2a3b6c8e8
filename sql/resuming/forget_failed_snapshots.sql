-- A clan that failed before the run was broken off is asked for again.
delete from staging.t_snapshots where run_id = $1 and verdict = 'failed'
