-- Known ones first, then the others, not on conflict: a tenth less for the characters of those who join. Each is given once, by MemberPatch.
with given as materialized (
  select p.*, m.member_id
  from unnest(?, ?, ?, ?, ?, ?, ?) as p (destiny_id, character_id, class_hash, seen, deleted, minutes_played_total, last_played)
  join groups.t_members m on m.destiny_id = p.destiny_id
), known as (
  update groups.t_characters c
  set
    member_id = g.member_id,
    class_hash = g.class_hash,
    deleted = g.deleted,
    deleted_flag = g.deleted is not null,
    minutes_played_total = g.minutes_played_total,
    last_played = g.last_played
  from given g
  where c.character_id = g.character_id
  returning c.character_id
)
insert into groups.t_characters (character_id, member_id, class_hash, added, deleted, deleted_flag, minutes_played_total, last_played)
select g.character_id, g.member_id, g.class_hash, g.seen, g.deleted, g.deleted is not null, g.minutes_played_total, g.last_played
from given g
where not exists (select from known k where k.character_id = g.character_id)
