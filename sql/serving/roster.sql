-- $1 clans: who is in them. "limit 1" has PostgreSQL look a stay up by its index, however many members it expects.
select m.destiny_id, m.member_id, m.destiny_name, m.global_name, m.global_name_code, m.bungie_name, m.role, m.clan_id,
  s.joined, s.baseline, m.last_played
from groups.t_members m
cross join lateral (
  select o.joined, o.baseline from groups.t_memberships o where o.member_id = m.member_id and o."left" is null limit 1) s
where m.clan_id = any($1) and not m.deleted_flag
