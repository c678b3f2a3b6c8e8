-- To many streams at once, what Marten's mt_quick_append_events appends to one. $1 to $3: the streams; $4 to $10: their events, in order.
-- Gives a stream that was to begin and had begun before; nothing may then be committed.
with given as (
  select * from unnest($1, $2, $3) as given (id, events, begins)
), stream as (
  insert into ledger.mt_streams as s (id, version, timestamp, tenant_id)
  select id, events, now(), '*DEFAULT*' from given
  on conflict (id) do update set version = s.version + excluded.version, timestamp = now()
  returning s.id, s.version
), appended as (
  insert into ledger.mt_events (
    seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, causation_id, headers, is_archived)
  select
    nextval('ledger.mt_events_sequence'), e.id, e.stream_id, e.version, e.data, e.type, statement_timestamp(), '*DEFAULT*', e.dotnet_type, $11, e.headers, false
  from (
    select e.id, e.stream_id, s.version - e.following as version, e.data, e.type, e.dotnet_type, e.headers
    from unnest($4, $5, $6, $7, $8, $9, $10) with ordinality as e (id, stream_id, following, data, type, dotnet_type, headers, at)
    join stream s on s.id = e.stream_id
    order by e.at) e
)
select s.id
from stream s
join given g on g.id = s.id
where g.begins and s.version > g.events
order by s.id
limit 1
