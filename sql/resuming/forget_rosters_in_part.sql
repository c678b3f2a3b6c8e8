-- Members whose snapshot was not staged yet: their roster is fetched anew, so that its pages are of one moment.
delete from staging.t_clan_members m
where m.run_id = $1
  and not exists (select from staging.t_snapshots s where s.run_id = m.run_id and s.clan_id = m.clan_id)
