-- $1 behind this sequence number; $2 how many. Tombstones hold the place of what a failed transaction never wrote.
select e.seq_id, e.id, e.stream_id, e.version, e.type, e.data::text, e."timestamp", e.causation_id,
  (e.headers ->> 'snapshot')::bigint, e.headers ->> 'by'
from ledger.mt_events e
where e.seq_id > $1 and e.type <> 'tombstone'
order by e.seq_id
limit $2
