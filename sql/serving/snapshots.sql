-- $1 one snapshot, null for all; $2 a verdict, null for any; $3 a clan, null for any; $4 before this snapshot; $5 how many. Newest first.
select s.snapshot_id, s.run_id, s.clan_id, coalesce(c.clan_name, s.clan_name), s.effective_date, s.verdict, s.reason, s.members, s.profiles,
  s.known, s.absent, s.hash, s.fetched, s.decided
from staging.t_snapshots s
left join groups.t_clans c on c.clan_id = s.clan_id
where ($1 is null or s.snapshot_id = $1) and ($2 is null or s.verdict = $2) and ($3 is null or s.clan_id = $3) and ($4 is null or s.snapshot_id < $4)
order by s.snapshot_id desc
limit $5
