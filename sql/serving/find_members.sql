-- Whoever has the id $2, or goes or went by a name that begins with $1: the names are told, too. Which of them is meant is decided where
-- letters beyond ASCII are folded whatever the database's locale.
select m.destiny_id, m.member_id, m.destiny_name, m.global_name, m.global_name_code, m.bungie_name, coalesce(c.clan_name, m.clan_id::text), m.deleted,
  array(
    select k.name from groups.t_known_names k
    where k.member_id = m.member_id and k.name >= $1 and k.name < $1 || U&'\+10FFFF'
    order by k.name)
from groups.t_members m
left join groups.t_clans c on c.clan_id = m.clan_id
where m.destiny_id = $2 or m.member_id = $2
  or m.member_id in (select k.member_id from groups.t_known_names k where k.name >= $1 and k.name < $1 || U&'\+10FFFF')
