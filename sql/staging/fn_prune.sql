-- Forgets the staged rows of all runs but the last ones, and returns how many rows that were. What is held and undecided stays
-- however old, and with it what came after in the same clan: the next roster is judged by the one before it.
create or replace function staging.fn_prune(p_keep_runs integer)
returns bigint
language plpgsql
as $$
declare
  v_old uuid[] := array(select r.run_id from staging.t_runs r order by r.started desc, r.run_id desc offset p_keep_runs);
  v_kept bigint[];
  v_kept_runs uuid[];
  v_gone uuid[];
  v_rows bigint;
  v_sum bigint := 0;
begin
  if cardinality(v_old) = 0 then
    return 0;
  end if;
  v_kept := array(
    select s.snapshot_id from staging.t_snapshots s
    where s.run_id = any(v_old) and exists (
      select from staging.t_snapshots h where h.clan_id = s.clan_id and h.verdict = 'quarantined' and h.snapshot_id <= s.snapshot_id));
  v_kept_runs := array(select distinct s.run_id from staging.t_snapshots s where s.snapshot_id = any(v_kept));
  v_gone := array(select unnest(v_old) except select unnest(v_kept_runs));

  delete from staging.t_clan_members where run_id = any(v_gone);
  get diagnostics v_rows = row_count; v_sum := v_sum + v_rows;
  delete from staging.t_member_profiles where run_id = any(v_gone);
  get diagnostics v_rows = row_count; v_sum := v_sum + v_rows;
  delete from staging.t_member_characters where run_id = any(v_gone);
  get diagnostics v_rows = row_count; v_sum := v_sum + v_rows;
  delete from staging.t_departures where run_id = any(v_gone);
  get diagnostics v_rows = row_count; v_sum := v_sum + v_rows;

  -- Of a run with a held roster, only that clan's rows.
  delete from staging.t_clan_members m where m.run_id = any(v_kept_runs) and not exists (
    select from staging.t_snapshots s where s.run_id = m.run_id and s.clan_id = m.clan_id and s.snapshot_id = any(v_kept));
  get diagnostics v_rows = row_count; v_sum := v_sum + v_rows;
  delete from staging.t_member_profiles p where p.run_id = any(v_kept_runs) and not exists (
    select from staging.t_clan_members m where m.run_id = p.run_id and m.destiny_id = p.destiny_id and m.run_id = any(v_kept_runs));
  get diagnostics v_rows = row_count; v_sum := v_sum + v_rows;
  delete from staging.t_member_characters h where h.run_id = any(v_kept_runs) and not exists (
    select from staging.t_clan_members m where m.run_id = h.run_id and m.destiny_id = h.destiny_id and m.run_id = any(v_kept_runs));
  get diagnostics v_rows = row_count; v_sum := v_sum + v_rows;

  delete from staging.t_snapshots where run_id = any(v_old) and snapshot_id <> all(v_kept);
  get diagnostics v_rows = row_count; v_sum := v_sum + v_rows;
  -- That a run came to nothing, and why, stands nowhere else.
  delete from staging.t_runs where run_id = any(v_gone) and (applied is not null or failure is null);
  get diagnostics v_rows = row_count;
  return v_sum + v_rows;
end
$$;
