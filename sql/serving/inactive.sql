-- $1 the clan, $2 a moment: present members who have not played since then, or have never been seen to play; longest first.
select m.destiny_id, m.member_id, m.destiny_name, m.global_name, m.global_name_code, m.role, m.last_played, m.last_seen_online
from groups.t_members m
where m.clan_id = $1 and not m.deleted_flag and (m.last_played is null or m.last_played < $2)
order by m.last_played nulls first, m.member_id
