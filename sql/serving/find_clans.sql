-- All clans, with what is known of them when $1, null: ever, is asked about.
select c.clan_id, c.clan_name, c.callsign, d.first_observed, d.last_observed
from groups.t_clans c
cross join lateral (
  select min(effective_date) as first_observed, max(effective_date) filter (where effective_date <= coalesce($1, 'infinity'::date)) as last_observed
  from groups.t_daily_counts
  where clan_id = c.clan_id and key = 'members'
) d
order by c.clan_id
