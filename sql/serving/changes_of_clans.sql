-- As changes.sql, of the clans $8: whoever came from one of them to another clan is among its changes, too.
select c.effective_date, c.member_id, c.ordinal, c.kind, c.clan_id, c.from_clan_id, c.event_id, c.data::text, m.destiny_id, m.destiny_name
from (
  select found.*
  from unnest($8) as k (clan_id)
  cross join lateral (
    (select * from groups.t_changes t
     where t.clan_id = k.clan_id
       and t.effective_date >= coalesce($1, '-infinity'::date) and t.effective_date <= coalesce($2, 'infinity'::date)
       and (t.effective_date, t.member_id, t.ordinal) > (coalesce($4, $1, '-infinity'::date), $5, $6)
       and ($3::text[] is null or t.kind = any($3))
     order by t.effective_date, t.member_id, t.ordinal
     limit $7)
    union all
    (select * from groups.t_changes t
     where t.from_clan_id = k.clan_id and t.clan_id <> all($8)
       and t.effective_date >= coalesce($1, '-infinity'::date) and t.effective_date <= coalesce($2, 'infinity'::date)
       and (t.effective_date, t.member_id, t.ordinal) > (coalesce($4, $1, '-infinity'::date), $5, $6)
       and ($3::text[] is null or t.kind = any($3))
     order by t.effective_date, t.member_id, t.ordinal
     limit $7)
  ) found
  order by found.effective_date, found.member_id, found.ordinal
  limit $7
) c
join groups.t_members m on m.member_id = c.member_id
order by c.effective_date, c.member_id, c.ordinal
