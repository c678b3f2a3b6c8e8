-- Streams whose events are not 1, 2, 3, ... in the order of their sequence numbers and days, or not as many as the stream says.
with events as (
  select e.stream_id, e.version, e.seq_id,
    lag(e.version) over stream as version_before, lag(e.seq_id) over stream as seq_before,
    e.data ->> 'effectiveDate' as day, lag(e.data ->> 'effectiveDate') over stream as day_before
  from ledger.mt_events e
  where e.stream_id <> 'mt_tombstone'
  window stream as (partition by e.stream_id order by e.version)
),
faults as (
  select stream_id, version,
    case
      when version <> coalesce(version_before, 0) + 1
        then format('events %s to %s are gone', coalesce(version_before, 0) + 1, version - 1)
      when seq_id < seq_before
        then format('event %s was recorded before event %s', version, version_before)
      when day < day_before and stream_id like 'member/%'
        then format('event %s is of %s, after one of %s', version, day, day_before)
    end as fault
  from events
),
ends as (
  select coalesce(s.id, e.stream_id) as stream_id, s.version as said, e.version as found
  from (select stream_id, max(version) as version from ledger.mt_events where stream_id <> 'mt_tombstone' group by stream_id) e
  full join (select id, version from ledger.mt_streams where id <> 'mt_tombstone') s on s.id = e.stream_id
)
select stream_id, fault from faults where fault is not null
union all
select stream_id,
  case
    when found is null then format('all of its %s events are gone', said)
    when said is null then 'its events are there, but the store does not know the stream'
    when said > found then format('events %s to %s are gone', found + 1, said)
    else format('it has %s events, but says %s', found, said)
  end
from ends where said is distinct from found
order by 1, 2
