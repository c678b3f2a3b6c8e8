-- $1 a Destiny membershipId or a member id.
select m.destiny_id, m.member_id, m.destiny_name, m.global_name, m.global_name_code, m.bungie_name, m.clan_id, c.clan_name, m.role,
  m.added, m.deleted, m.join_date, m.destiny_membership_type, m.destiny_icon_path, m.bungie_id, m.versions_owned,
  groups.fn_resolve_versions(m.versions_owned), m.last_seen_online, m.last_played
from groups.t_members m
left join groups.t_clans c on c.clan_id = m.clan_id
where m.destiny_id = $1 or m.member_id = $1
order by m.destiny_id = $1 desc
limit 1
