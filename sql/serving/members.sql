-- $1 present or former, null: both; $2 a clan, null: any; $3 behind this member; $4 how many.
select m.destiny_id, m.member_id, m.destiny_name, m.global_name, m.global_name_code, m.clan_id, c.clan_name, m.role, m.added, m.deleted, null::text
from groups.t_members m
left join groups.t_clans c on c.clan_id = m.clan_id
where m.member_id > $3 and ($1 is null or m.deleted_flag = ($1 = 'former')) and ($2 is null or m.clan_id = $2)
order by m.member_id
limit $4
