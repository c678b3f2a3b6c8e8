-- $1 Destiny membership ids, $2 day. Names as they are now; the last stay that had begun by that day, and how the one before it ended.
select m.destiny_id, m.destiny_name, m.global_name, m.global_name_code, m.bungie_name,
  s.clan_id, s.joined, s.baseline, s.join_date, s."left", p.clan_id, p.joined, p.baseline, p.join_date, p."left"
from unnest($1) as i (destiny_id)
join groups.t_members m on m.destiny_id = i.destiny_id
left join lateral (
  select * from groups.t_memberships x where x.member_id = m.member_id and x.joined <= $2 order by x.stay desc limit 1
) s on true
left join groups.t_memberships p on p.member_id = m.member_id and p.stay = s.stay - 1
