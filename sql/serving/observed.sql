-- $1 clans, $2 a day, null for the present: since when each is known, the last day up to that one on which it was observed, and whether it
-- was tracked on that day or is now, as far as its observations tell.
select c.clan_id, coalesce(c.clan_name, c.clan_id::text), c.callsign, c.tracked or d.observed_since, d.first_observed, d.last_observed
from groups.t_clans c
cross join lateral (
  select
    (select min(n.effective_date) from groups.t_daily_counts n where n.clan_id = c.clan_id and n.key = 'members') as first_observed,
    (select max(n.effective_date) from groups.t_daily_counts n
     where n.clan_id = c.clan_id and n.key = 'members' and n.effective_date <= coalesce($2, 'infinity'::date)) as last_observed,
    exists(select from groups.t_daily_counts n where n.clan_id = c.clan_id and n.key = 'members' and n.effective_date >= $2) as observed_since
) d
where c.clan_id = any($1)
order by c.clan_id
