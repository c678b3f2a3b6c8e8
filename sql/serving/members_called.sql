-- As members.sql, of those whom a name beginning with $5 belongs or belonged to; $6 behind this name. Each is found once, by the first such name.
-- An index is entered where the pair says: a pair before the beginning would read all names up to it.
select m.destiny_id, m.member_id, m.destiny_name, m.global_name, m.global_name_code, m.clan_id, c.clan_name, m.role, m.added, m.deleted, k.name
from groups.t_known_names k
join groups.t_members m on m.member_id = k.member_id
left join groups.t_clans c on c.clan_id = m.clan_id
where k.name < $5 || U&'\+10FFFF' and (k.name, k.member_id) > (greatest($6 collate "C", $5), $3)
  and ($1 is null or m.deleted_flag = ($1 = 'former')) and ($2 is null or m.clan_id = $2)
  and not exists (
    select from groups.t_known_names o where o.member_id = k.member_id and o.name >= $5 and o.name < k.name)
order by k.name, k.member_id
limit $4
