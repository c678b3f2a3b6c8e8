-- What tells, within moments, that the events are no measure for the tables: null when nothing does. `verify` looks more closely.
select case
    when s.told <> e.found then format('the streams tell of %s events, but %s are there', s.told, e.found)
    when exists (select from groups.t_runs r where not exists (select from ledger.mt_streams x where x.id = 'run/' || r.run_id))
      then 'groups.t_runs has runs that no event tells of'
  end
from (select coalesce(sum(version), 0) as told from ledger.mt_streams where id <> 'mt_tombstone') s,
  (select count(*) as found from ledger.mt_events where stream_id <> 'mt_tombstone') e
