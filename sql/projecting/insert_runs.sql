-- A run that was asked for on one day and read on another is of the day on which it was read.
insert into groups.t_runs (run_id, effective_date)
select * from unnest(?, ?)
on conflict (run_id) do update set effective_date = excluded.effective_date
