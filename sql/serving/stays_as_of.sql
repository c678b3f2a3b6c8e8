-- $1 the clan, $2 the day, null for the present.
select m.destiny_id, s.joined, s.baseline
from groups.t_memberships s
join groups.t_members m on m.member_id = s.member_id
where s.clan_id = $1
  and ($2::date is null or s.joined <= $2)
  and (s."left" is null or s."left" > $2)
