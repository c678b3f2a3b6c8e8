insert into groups.t_known_names (name, member_id)
select p.name, m.member_id
from unnest(?, ?) as p (destiny_id, name)
join groups.t_members m on m.destiny_id = p.destiny_id
on conflict (name, member_id) do nothing
