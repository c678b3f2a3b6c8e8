-- $1 one group, null for all; $2 behind this group; $3 how many.
select g.group_id, g.group_name,
  array(select gc.clan_id from groups.t_group_clans gc where gc.group_id = g.group_id order by gc.clan_id),
  (select count(*)::integer from groups.t_members m join groups.t_group_clans gc on gc.clan_id = m.clan_id
   where gc.group_id = g.group_id and not m.deleted_flag)
from groups.t_groups g
where ($1 is null or g.group_id = $1) and g.group_id > $2
order by g.group_id
limit $3
