-- $1 the stream; $2 kinds, null: all; $3 and $4 the first and last day, null: open; $5 behind this version; $6 how many.
select e.id, e.version, e.type, e.data::text, e."timestamp"
from ledger.mt_events e
where e.stream_id = $1 and e.version > $5 and ($2::text[] is null or e.type = any($2))
  and ($3 is null or (e.data ->> 'effectiveDate')::date >= $3) and ($4 is null or (e.data ->> 'effectiveDate')::date <= $4)
order by e.version
limit $6
