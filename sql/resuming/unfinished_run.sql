-- The last run over exactly these clans ($1, ascending) that was begun since $2 and never applied; of the day $3, or of any when that
-- is null. A run of a day before the last one in the ledger can no longer be finished.
select r.run_id, r.effective_date, r.started
from staging.t_runs r
where r.applied is null and r.started >= $2 and r.clan_ids = $1 and r.effective_date = coalesce($3, r.effective_date)
  and r.effective_date >= coalesce((select max(d.effective_date) from groups.t_daily_counts d where d.key = 'members'), r.effective_date)
order by r.started desc
limit 1
