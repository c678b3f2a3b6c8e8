-- Behind $1, up to $2.
select seq_id, id, stream_id, type, data
from ledger.mt_events
where seq_id > $1 and seq_id <= $2 and type <> 'tombstone'
order by seq_id
