-- The first table that has lost rows, as far as counting can tell within moments: null when none has. Members, clans and open stays
-- are counted against the streams, and so are runs, of which every day adds one: tables that are older than the events. Of the others,
-- only that they are empty is noticed. Rows of less account are `verify`'s business.
with streams as (
  select count(*) filter (where id like 'member/%') as members, count(*) filter (where id like 'clan/%') as clans,
    count(*) filter (where id like 'run/%') as runs
  from ledger.mt_streams
),
members as (
  select count(*) as known, count(*) filter (where not deleted_flag) as present, coalesce(bool_or(destiny_name <> ''), false) as named from groups.t_members
)
select case
    when s.clans <> (select count(*) from groups.t_clans) then 't_clans'
    when s.members <> m.known then 't_members'
    when m.present <> (select count(*) from groups.t_memberships where "left" is null) then 't_memberships'
    when m.known > 0 and not exists (select from groups.t_characters) and exists (
      select from ledger.mt_events e
      where e.type in ('character_created', 'character_returned')
        or (e.type = 'member_joined' and jsonb_array_length(e.data -> 'destiny' -> 'characters') > 0)
        or (e.type = 'member_returned' and jsonb_array_length(e.data -> 'characters') > 0)) then 't_characters'
    when m.known > 0 and not exists (select from groups.t_daily_counts) then 't_daily_counts'
    when m.named and not exists (select from groups.t_known_names) then 't_known_names'
    when s.runs <> (select count(*) from groups.t_runs) then 't_runs'
    when not exists (select from groups.t_changes) and exists (
      select from ledger.mt_events e
      where e.type in ('member_left', 'member_returned', 'member_transferred', 'member_renamed', 'member_role_changed')) then 't_changes'
    when false and exists (select from groups.t_former_names, groups.t_former_roles, groups.t_former_plays) then null -- that they are there
    when s.clans > 0 and not exists (select from groups.t_groups) and exists (
      select from ledger.mt_streams c join ledger.mt_events e on e.stream_id = c.id
      where c.id like 'clan/%' and e.type = 'clan_grouped') then 't_groups'
    when s.clans > 0 and not exists (select from groups.t_group_clans) and exists (
      select from ledger.mt_streams c join ledger.mt_events e on e.stream_id = c.id
      where c.id like 'clan/%' and e.type in ('clan_grouped', 'clan_ungrouped')
      having count(*) filter (where e.type = 'clan_grouped') > count(*) filter (where e.type = 'clan_ungrouped')) then 't_group_clans'
  end
from streams s, members m
