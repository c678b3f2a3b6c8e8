-- Each is given once, by MemberPatch. member_id is given for who joins within the page, and for nobody else.
with given as materialized (
  select *
  from unnest(?, ?, ?, ?, ?, ?, ?, ?) as p (destiny_id, member_id, character_id, class_hash, seen, deleted, minutes_played_total, last_played)
)
insert into groups.t_characters (character_id, member_id, class_hash, added, deleted, deleted_flag, minutes_played_total, last_played)
select g.character_id, g.member_id, g.class_hash, g.seen, g.deleted, g.deleted is not null, g.minutes_played_total, g.last_played
from given g
where g.member_id is not null
union all
select g.character_id, m.member_id, g.class_hash, g.seen, g.deleted, g.deleted is not null, g.minutes_played_total, g.last_played
from given g
join groups.t_members m on m.destiny_id = g.destiny_id
where g.member_id is null
on conflict (character_id) do update set
  member_id = excluded.member_id,
  class_hash = excluded.class_hash,
  deleted = excluded.deleted,
  deleted_flag = excluded.deleted_flag,
  minutes_played_total = excluded.minutes_played_total,
  last_played = excluded.last_played
