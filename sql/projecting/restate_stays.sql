-- bungie.net corrects when the stay began that is open. Whose stays they are comes first, as for those that are closed.
with restated as materialized (
  select m.member_id, p.join_date
  from unnest(?, ?) as p (destiny_id, join_date)
  join groups.t_members m on m.destiny_id = p.destiny_id
)
update groups.t_memberships s
set join_date = r.join_date
from restated r
where s.member_id = r.member_id and s."left" is null
