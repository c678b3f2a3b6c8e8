-- Whether a run that began later, or read a roster later, is in the ledger: what this one read before it would set the ledger back.
select exists(
  select from staging.t_runs mine
  join staging.t_runs other on other.applied is not null
  where mine.run_id = $1 and mine.applied is null
    and (other.started > mine.started
      or (select max(s.snapshot_id) from staging.t_snapshots s where s.run_id = other.run_id and s.verdict <> 'failed')
        > (select min(s.snapshot_id) from staging.t_snapshots s where s.run_id = mine.run_id)))
