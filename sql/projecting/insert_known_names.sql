-- Asked first, not on conflict, and in the order of the index.
insert into groups.t_known_names (name, member_id)
select p.name collate "C" as name, m.member_id
from unnest(?, ?) as p (destiny_id, name)
join groups.t_members m on m.destiny_id = p.destiny_id
where not exists (select from groups.t_known_names k where k.name = p.name and k.member_id = m.member_id)
order by name
