-- $1 one run, null for all; $2 before this run; $3 how many. Newest first: a run's id begins with its time. A run is in staging from its
-- beginning until it is pruned, and in groups from when it was asked for through the API, or applied.
-- Of held rosters, with what was decided since: the counts of those accepted, the clans of those rejected.
select l.run_id, coalesce(s.effective_date, g.effective_date),
  coalesce(s.started, asked."timestamp", to_timestamp(('x' || translate(left(l.run_id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)),
  done."timestamp", done.data::text, asked.by, s.run_id is not null, s.failure,
  array(select e.data ->> 'counts' from ledger.mt_events e
        where e.stream_id = 'run/' || l.run_id and e.type = 'snapshot_accepted' and e.data -> 'counts' is not null order by e.version),
  array(select (e.data ->> 'clanId')::bigint from ledger.mt_events e where e.stream_id = 'run/' || l.run_id and e.type = 'snapshot_rejected')
from (
  (select r.run_id from groups.t_runs r
   where ($1 is null or r.run_id = $1) and ($2 is null or r.run_id < $2) order by r.run_id desc limit $3)
  union
  (select r.run_id from staging.t_runs r
   where ($1 is null or r.run_id = $1) and ($2 is null or r.run_id < $2) order by r.run_id desc limit $3)
) l
left join staging.t_runs s on s.run_id = l.run_id
left join groups.t_runs g on g.run_id = l.run_id
left join lateral (
  select e."timestamp", e.data from ledger.mt_events e where e.stream_id = 'run/' || l.run_id and e.type = 'sync_completed' limit 1) done on true
left join lateral (
  select e."timestamp", e.headers ->> 'by' as by from ledger.mt_events e
  where e.stream_id = 'run/' || l.run_id and e.type = 'sync_requested' limit 1) asked on true
order by l.run_id desc
limit $3
