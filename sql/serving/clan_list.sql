-- $1 one clan, null for all; $2 behind this clan; $3 how many.
select c.clan_id, c.clan_name, c.callsign, c.tracked, c.member_count,
  (select min(n.effective_date) from groups.t_daily_counts n where n.clan_id = c.clan_id and n.key = 'members'),
  (select max(n.effective_date) from groups.t_daily_counts n where n.clan_id = c.clan_id and n.key = 'members'),
  array(select g.group_name
        from groups.t_group_clans gc
        join groups.t_groups g on g.group_id = gc.group_id
        where gc.clan_id = c.clan_id
        order by g.group_name)
from groups.t_clans c
where ($1 is null or c.clan_id = $1) and c.clan_id > $2
order by c.clan_id
limit $3
