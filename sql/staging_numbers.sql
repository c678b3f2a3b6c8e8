-- Snapshots are numbered on from those that events tell of: a staging schema made anew must not give a number a second time.
select setval(pg_get_serial_sequence('staging.t_snapshots', 'snapshot_id'), greatest(last, (select last_value from staging.t_snapshots_snapshot_id_seq)))
from (
  select max((e.data ->> 'snapshotId')::bigint) as last
  from ledger.mt_streams s
  join ledger.mt_events e on e.stream_id = s.id
  where s.id like 'run/%' and e.type in ('snapshot_staged', 'snapshot_quarantined') and not exists (select from staging.t_snapshots)
) told
where last is not null
