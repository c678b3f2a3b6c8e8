-- Null says: this page of events did not touch it. Names come together, so do the fields of a profile.
update groups.t_members m
set
  clan_id = coalesce(p.clan_id, m.clan_id),
  role = coalesce(p.role, m.role),
  admin = coalesce(p.admin, m.admin),
  join_date = case when p.clan_id is null then coalesce(p.join_date, m.join_date) else p.join_date end, -- a clan: a stay that began, with its own date
  destiny_name = coalesce(p.destiny_name, m.destiny_name),
  global_name = case when p.destiny_name is null then m.global_name else p.global_name end,
  global_name_code = case when p.destiny_name is null then m.global_name_code else p.global_name_code end,
  bungie_name = case when p.destiny_name is null then m.bungie_name else p.bungie_name end,
  destiny_membership_type = coalesce(p.destiny_membership_type, m.destiny_membership_type),
  destiny_icon_path = case when p.destiny_membership_type is null then m.destiny_icon_path else p.destiny_icon_path end,
  bungie_id = case when p.destiny_membership_type is null then m.bungie_id else p.bungie_id end,
  bungie_membership_type =
    case when p.destiny_membership_type is null then m.bungie_membership_type else p.bungie_membership_type end,
  bungie_icon_path = case when p.destiny_membership_type is null then m.bungie_icon_path else p.bungie_icon_path end,
  last_seen_online = coalesce(p.last_seen_online, m.last_seen_online),
  last_played = coalesce(p.last_played, m.last_played),
  versions_owned = coalesce(p.versions_owned, m.versions_owned),
  deleted = case when p.gone is null then m.deleted else p.deleted end,
  deleted_flag = coalesce(p.gone, m.deleted_flag)
from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as p (
  destiny_id, clan_id, role, admin, join_date, destiny_name, global_name, global_name_code, bungie_name,
  destiny_membership_type, destiny_icon_path, bungie_id, bungie_membership_type, bungie_icon_path,
  last_seen_online, last_played, versions_owned, deleted, gone)
where m.destiny_id = p.destiny_id
