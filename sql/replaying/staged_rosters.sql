-- The members of all rosters whose rows are still staged, with the fingerprint of the roster and the one in its event.
select s.snapshot_id, s.clan_id, s.effective_date, s.hash, e.data ->> 'hash',
  r.destiny_id, r.destiny_membership_type, r.destiny_name, r.global_name, r.global_name_code, r.role, r.join_date
from staging.t_snapshots s
join staging.t_clan_members r on r.run_id = s.run_id and r.clan_id = s.clan_id
left join ledger.mt_events e on e.stream_id = 'run/' || s.run_id
  and e.type in ('snapshot_staged', 'snapshot_quarantined') and e.data ->> 'snapshotId' = s.snapshot_id::text
where s.hash is not null and s.verdict <> 'failed' -- nothing was concluded from those
order by s.snapshot_id
