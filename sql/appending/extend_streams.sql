-- To many streams at once, what Marten's mt_quick_append_events does to one beside inserting its events, which follow by COPY.
-- $1 to $3: the streams; $4: how many events they are given together. Gives the versions of the streams after them, and their numbers.
-- begun_before: a stream that was to begin and had begun before; nothing may then be committed.
with given as (
  select * from unnest($1, $2, $3) with ordinality as given (id, events, begins, at)
), stream as (
  insert into ledger.mt_streams as s (id, version, timestamp, tenant_id)
  select id, events, now(), '*DEFAULT*' from given
  on conflict (id) do update set version = s.version + excluded.version, timestamp = now()
  returning s.id, s.version
)
select
  array_agg(s.version order by g.at) as versions,
  (select array_agg(nextval('ledger.mt_events_sequence')) from generate_series(1, $4)) as numbers,
  statement_timestamp() as moment,
  min(s.id) filter (where g.begins and s.version > g.events) as begun_before
from given g
join stream s on s.id = g.id
