-- $1 what was typed, $2 the same as a number, if it is one, $3 the day asked for, null for the last.
select c.clan_id, coalesce(c.clan_name, c.clan_id::text), d.first_observed, d.last_observed
from groups.t_clans c
cross join lateral (
  select min(effective_date) as first_observed, max(effective_date) filter (where effective_date <= coalesce($3, 'infinity'::date)) as last_observed
  from groups.t_daily_counts
  where clan_id = c.clan_id and key = 'members'
) d
where c.clan_id = $2 or lower($1) in (lower(c.clan_name), lower(c.callsign))
order by c.clan_id
