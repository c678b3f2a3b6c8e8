insert into groups.t_former_names (member_id, until, destiny_name, global_name, global_name_code, bungie_name)
select m.member_id, p.until, p.destiny_name, p.global_name, p.global_name_code, p.bungie_name
from unnest(?, ?, ?, ?, ?, ?) as p (destiny_id, until, destiny_name, global_name, global_name_code, bungie_name)
join groups.t_members m on m.destiny_id = p.destiny_id
on conflict (member_id, until) do nothing
