insert into groups.t_group_clans (group_id, clan_id)
select * from unnest(?, ?)
on conflict do nothing
