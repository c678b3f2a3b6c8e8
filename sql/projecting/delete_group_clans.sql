delete from groups.t_group_clans t
using unnest(?, ?) as p (group_id, clan_id)
where t.group_id = p.group_id and t.clan_id = p.clan_id
