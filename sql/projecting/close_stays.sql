-- Whose stays they are comes first: else every open stay is gone through while the planner does not know yet how many there are.
with closed as materialized (
  select m.member_id, p.closed
  from unnest(?, ?) as p (destiny_id, closed)
  join groups.t_members m on m.destiny_id = p.destiny_id
)
update groups.t_memberships s
set "left" = c.closed
from closed c
where s.member_id = c.member_id and s."left" is null
