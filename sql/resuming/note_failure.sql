-- $1 the run, $2 its day, $3 now, $4 why it came to nothing. It may have been refused before it began.
insert into staging.t_runs (run_id, effective_date, started, failure)
values ($1, $2, $3, $4)
on conflict (run_id) do update set failure = excluded.failure where t_runs.applied is null
