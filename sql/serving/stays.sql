select s.stay, s.clan_id, c.clan_name, s.joined, s."left", s.baseline, s.join_date
from groups.t_memberships s
left join groups.t_clans c on c.clan_id = s.clan_id
where s.member_id = $1
order by s.stay
