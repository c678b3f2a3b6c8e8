-- The stays of who joins within the page are their first: member_id is given for them, and for nobody else.
with given as materialized (
  select * from unnest(?, ?, ?, ?, ?, ?, ?, ?) as p (destiny_id, member_id, ordinal, clan_id, joined, closed, baseline, join_date)
)
insert into groups.t_memberships (member_id, stay, clan_id, joined, "left", baseline, join_date)
select g.member_id, g.ordinal, g.clan_id, g.joined, g.closed, g.baseline, g.join_date
from given g
where g.member_id is not null
union all
select m.member_id, g.ordinal + coalesce((select max(s.stay) from groups.t_memberships s where s.member_id = m.member_id), 0),
  g.clan_id, g.joined, g.closed, g.baseline, g.join_date
from given g
join groups.t_members m on m.destiny_id = g.destiny_id
where g.member_id is null
