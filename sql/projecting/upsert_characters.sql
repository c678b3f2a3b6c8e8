-- Each is given once, by MemberPatch.
insert into groups.t_characters (character_id, member_id, class_hash, added, deleted, deleted_flag, minutes_played_total, last_played)
select p.character_id, m.member_id, p.class_hash, p.seen, p.deleted, p.deleted is not null, p.minutes_played_total, p.last_played
from unnest(?, ?, ?, ?, ?, ?, ?) as p (destiny_id, character_id, class_hash, seen, deleted, minutes_played_total, last_played)
join groups.t_members m on m.destiny_id = p.destiny_id
on conflict (character_id) do update set
  member_id = excluded.member_id,
  class_hash = excluded.class_hash,
  deleted = excluded.deleted,
  deleted_flag = excluded.deleted_flag,
  minutes_played_total = excluded.minutes_played_total,
  last_played = excluded.last_played
