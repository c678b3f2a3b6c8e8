-- An index is entered where the triple says: one before the first day would read all changes up to it.
-- $1 and $2 the first and last day, null: open; $3 kinds, null: all; $4 to $6 behind this day, member and ordinal; $7 how many.
select c.effective_date, c.member_id, c.ordinal, c.kind, c.clan_id, c.from_clan_id, c.event_id, c.data::text, m.destiny_id, m.destiny_name
from (
  select * from groups.t_changes
  where effective_date >= coalesce($1, '-infinity'::date) and effective_date <= coalesce($2, 'infinity'::date)
    and (effective_date, member_id, ordinal) > (coalesce($4, $1, '-infinity'::date), $5, $6)
    and ($3::text[] is null or kind = any($3))
  order by effective_date, member_id, ordinal
  limit $7
) c
join groups.t_members m on m.member_id = c.member_id
order by c.effective_date, c.member_id, c.ordinal
