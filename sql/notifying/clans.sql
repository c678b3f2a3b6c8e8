-- Every clan ever tracked, with the groups it is in, and how many members are.
select c.clan_id, coalesce(c.clan_name, c.clan_id::text), c.member_count,
  array(
    select g.group_name
    from groups.t_group_clans gc join groups.t_groups g on g.group_id = gc.group_id
    where gc.clan_id = c.clan_id
    order by g.group_name),
  c.tracked,
  (select count(*)::integer from groups.t_members m where m.clan_id = c.clan_id and not m.deleted_flag)
from groups.t_clans c
