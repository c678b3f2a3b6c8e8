-- $1 keys of run streams, $2 ids of snapshots, as many: what the run said about each snapshot when it was applied or held, whether it
-- was accepted and why, and whether its rows are still kept.
select s.stream_id, (s.data->>'snapshotId')::bigint, (s.data->>'effectiveDate')::date, (s.data->>'clanId')::bigint, s.data->>'hash',
  (s.data->>'members')::integer, (s.data->>'profiles')::integer, (s.data->>'fetched')::timestamptz, a.data->>'reason',
  exists (
    select from staging.t_snapshots t
    where t.snapshot_id = (s.data->>'snapshotId')::bigint and 'run/' || t.run_id = s.stream_id)
from (select distinct * from unnest($1::text[], $2::bigint[])) asked (stream_id, snapshot_id)
join ledger.mt_events s on s.stream_id = asked.stream_id and s.type in ('snapshot_staged', 'snapshot_quarantined')
  and s.data->>'snapshotId' = asked.snapshot_id::text
left join ledger.mt_events a on a.stream_id = s.stream_id and a.type = 'snapshot_accepted' and a.data->>'snapshotId' = s.data->>'snapshotId'
