select c.clan_id, c.clan_name, c.callsign, c.tracked, c.member_count, c.last_observed,
  array(select g.group_name
        from groups.t_group_clans gc
        join groups.t_groups g on g.group_id = gc.group_id
        where gc.clan_id = c.clan_id
        order by g.group_name)
from groups.t_clans c
order by c.tracked desc, c.clan_name, c.clan_id
