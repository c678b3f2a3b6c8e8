insert into groups.t_groups (group_id, group_name)
select * from unnest(?, ?)
on conflict (group_id) do update set group_name = excluded.group_name
