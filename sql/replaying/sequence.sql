-- Gaps in the sequence numbers: first and last number that is missing, and the run if they are from its midst. A transaction that
-- failed leaves a gap between others, never within one: there, an event was taken away. These events are the last of theirs.
select seq_before + 1, seq_id - 1,
  case when causation_id like 'run/%' and causation_id = cause_before
    and type_before not in ('sync_requested', 'sync_completed', 'snapshot_accepted', 'snapshot_rejected') then causation_id end
from (
  select seq_id, causation_id,
    lag(seq_id, 1, 0::bigint) over s as seq_before, lag(causation_id) over s as cause_before, lag(type) over s as type_before
  from ledger.mt_events
  window s as (order by seq_id)
) e
where seq_id <> seq_before + 1
order by 1
