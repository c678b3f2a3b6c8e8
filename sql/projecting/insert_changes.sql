-- Where the page does not say in which clan the member was, it is the one that the table has before the page.
insert into groups.t_changes (member_id, ordinal, effective_date, kind, clan_id, from_clan_id, event_id, data)
select m.member_id, p.ordinal + coalesce((select max(c.ordinal) from groups.t_changes c where c.member_id = m.member_id), 0),
  p.effective_date, p.kind, coalesce(p.clan_id, m.clan_id), p.from_clan_id, p.event_id, p.data::jsonb
from unnest(?, ?, ?, ?, ?, ?, ?, ?) as p (destiny_id, ordinal, effective_date, kind, clan_id, from_clan_id, event_id, data)
join groups.t_members m on m.destiny_id = p.destiny_id
