update groups.t_memberships s
set "left" = p.closed
from unnest(?, ?) as p (destiny_id, closed)
join groups.t_members m on m.destiny_id = p.destiny_id
where s.member_id = m.member_id and s."left" is null
