-- $1 the stream, $2 the event.
select e.type, e.data::text, e."timestamp", e.causation_id, (e.headers ->> 'snapshot')::bigint, e.headers ->> 'by', e.version
from ledger.mt_events e
where e.stream_id = $1 and e.id = $2
