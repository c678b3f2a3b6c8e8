-- Whether a run that began later is in the ledger: what this one read before it would set the ledger back.
select exists(
  select from staging.t_runs mine
  join staging.t_runs other on other.started > mine.started and other.applied is not null
  where mine.run_id = $1 and mine.applied is null)
