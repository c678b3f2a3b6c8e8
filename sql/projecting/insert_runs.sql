insert into groups.t_runs (run_id, effective_date)
select * from unnest(?, ?)
on conflict (run_id) do nothing
