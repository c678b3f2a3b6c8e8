-- Of several plays on a day the first counts: the later ones conflict with it.
insert into groups.t_former_plays (member_id, until, last_played)
select m.member_id, p.until, case when p.of_page then p.last_played else m.last_played end
from unnest(?, ?, ?, ?) as p (destiny_id, until, of_page, last_played)
join groups.t_members m on m.destiny_id = p.destiny_id
on conflict (member_id, until) do nothing
