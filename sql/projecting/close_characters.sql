-- All open characters of leavers.
update groups.t_characters c
set deleted = p.closed, deleted_flag = true
from unnest(?, ?) as p (destiny_id, closed)
join groups.t_members m on m.destiny_id = p.destiny_id
where c.member_id = m.member_id and not c.deleted_flag
