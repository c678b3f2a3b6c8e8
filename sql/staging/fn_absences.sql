-- The known members of a run's complete rosters who are on none of them: the candidates for having left. Reads only.
create or replace function staging.fn_absences(p_run_id uuid)
returns table (clan_id bigint, destiny_id bigint, destiny_membership_type integer)
language sql stable
as $$
  with complete as (
    select s.clan_id from staging.t_snapshots s where s.run_id = p_run_id and s.verdict in ('complete', 'accepted')
  )
  select m.clan_id, m.destiny_id, m.destiny_membership_type
  from groups.t_members m
  join complete c on c.clan_id = m.clan_id
  where not m.deleted_flag and not exists (
    select from staging.t_clan_members r
    join complete o on o.clan_id = r.clan_id
    where r.run_id = p_run_id and r.destiny_id = m.destiny_id)
$$;
