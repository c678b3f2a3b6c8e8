-- Stays that begin, numbered from the last one on.
insert into groups.t_memberships (member_id, stay, clan_id, joined, "left", baseline, join_date)
select m.member_id, p.ordinal + coalesce((select max(s.stay) from groups.t_memberships s where s.member_id = m.member_id), 0),
  p.clan_id, p.joined, p.closed, p.baseline, p.join_date
from unnest(?, ?, ?, ?, ?, ?, ?) as p (destiny_id, ordinal, clan_id, joined, closed, baseline, join_date)
join groups.t_members m on m.destiny_id = p.destiny_id
