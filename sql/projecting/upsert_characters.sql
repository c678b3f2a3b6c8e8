-- Known ones first, then the others, not on conflict: a tenth less for the characters of those who join. Each is given once, by MemberPatch.
-- member_id is given for who joins within the page, and for nobody else.
with given as materialized (
  select * from unnest(?, ?, ?, ?, ?, ?, ?, ?) as p (destiny_id, member_id, character_id, class_hash, seen, deleted, minutes_played_total, last_played)
), owned as materialized (
  select g.member_id as owner, g.* from given g where g.member_id is not null
  union all
  select m.member_id, g.* from given g join groups.t_members m on m.destiny_id = g.destiny_id where g.member_id is null
), known as (
  update groups.t_characters c
  set
    member_id = o.owner,
    class_hash = o.class_hash,
    deleted = o.deleted,
    deleted_flag = o.deleted is not null,
    minutes_played_total = o.minutes_played_total,
    last_played = o.last_played
  from owned o
  where c.character_id = o.character_id
  returning c.character_id
)
insert into groups.t_characters (character_id, member_id, class_hash, added, deleted, deleted_flag, minutes_played_total, last_played)
select o.character_id, o.owner, o.class_hash, o.seen, o.deleted, o.deleted is not null, o.minutes_played_total, o.last_played
from owned o
where not exists (select from known k where k.character_id = o.character_id)
