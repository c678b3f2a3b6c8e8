-- $1 clans, $2 a day: who was in them at its end, as they were then. Nothing replaced since then still stands in t_members.
-- "limit 1" has PostgreSQL look rows up by their index, however many members it expects.
select m.destiny_id, m.member_id,
  case when n.member_id is null then m.destiny_name else n.destiny_name end,
  case when n.member_id is null then m.global_name else n.global_name end,
  case when n.member_id is null then m.global_name_code else n.global_name_code end,
  case when n.member_id is null then m.bungie_name else n.bungie_name end,
  coalesce(r.role, m.role), s.clan_id, s.joined, s.baseline,
  case when p.member_id is null then m.last_played else p.last_played end
from groups.t_memberships s
cross join lateral (select * from groups.t_members o where o.member_id = s.member_id limit 1) m
left join lateral (
  select * from groups.t_former_names f where f.member_id = s.member_id and f.until > $2 order by f.until limit 1) n on true
left join lateral (
  select * from groups.t_former_roles f where f.member_id = s.member_id and f.until > $2 order by f.until limit 1) r on true
left join lateral (
  select * from groups.t_former_plays f where f.member_id = s.member_id and f.until > $2 order by f.until limit 1) p on true
where s.clan_id = any($1) and s.joined <= $2 and (s."left" is null or s."left" > $2)
