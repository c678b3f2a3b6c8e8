-- When a run counts as begun: now, but after all that were begun before, also when the clock was set back or is behind another node's.
create or replace function staging.fn_started(p_now timestamptz)
returns timestamptz
language sql stable
as $$
  select greatest(p_now, (select max(r.started) + interval '1 microsecond' from staging.t_runs r))
$$;
