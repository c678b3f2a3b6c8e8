-- $1 the clan, $2 a moment: present members who have not played since then, or have never been seen to play; longest first.
-- $3 and $4 the last of the page before; $5 how many.
select m.destiny_id, m.member_id, m.destiny_name, m.global_name, m.global_name_code, m.role, m.last_played, m.last_seen_online
from groups.t_members m
where m.clan_id = $1 and not m.deleted_flag and (m.last_played is null or m.last_played < $2)
  and (coalesce(m.last_played, '-infinity'), m.member_id) > (coalesce($3, '-infinity'::timestamptz), $4)
order by coalesce(m.last_played, '-infinity'), m.member_id
limit $5
