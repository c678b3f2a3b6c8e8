-- Null says: the role that the table has before the page.
insert into groups.t_former_roles (member_id, until, role)
select m.member_id, p.until, coalesce(p.role, m.role)
from unnest(?, ?, ?) as p (destiny_id, until, role)
join groups.t_members m on m.destiny_id = p.destiny_id
on conflict (member_id, until) do nothing
