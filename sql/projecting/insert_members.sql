insert into groups.t_members (
  destiny_id, member_id, clan_id, role, admin, join_date, destiny_name, global_name, global_name_code, bungie_name,
  destiny_membership_type, destiny_icon_path, bungie_id, bungie_membership_type, bungie_icon_path,
  last_seen_online, last_played, versions_owned, added, deleted, deleted_flag)
select
  destiny_id, member_id, clan_id, role, admin, join_date, destiny_name, global_name, global_name_code, bungie_name,
  destiny_membership_type, destiny_icon_path, bungie_id, bungie_membership_type, bungie_icon_path,
  last_seen_online, last_played, versions_owned, added, deleted, deleted is not null
from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as m (
  destiny_id, member_id, clan_id, role, admin, join_date, destiny_name, global_name, global_name_code, bungie_name,
  destiny_membership_type, destiny_icon_path, bungie_id, bungie_membership_type, bungie_icon_path,
  last_seen_online, last_played, versions_owned, added, deleted)
