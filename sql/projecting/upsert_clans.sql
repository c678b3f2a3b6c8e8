-- Null says: this page of events did not touch it. With observed_anew, what was observed before the page no longer counts.
with patches as (
  select *
  from unnest(?, ?, ?, ?, ?, ?, ?) as p (clan_id, clan_name, callsign, tracked, member_count, last_observed, observed_anew)
)
insert into groups.t_clans (clan_id, clan_name, callsign, tracked, member_count, last_observed)
select p.clan_id,
  coalesce(p.clan_name, c.clan_name),
  coalesce(p.callsign, c.callsign),
  coalesce(p.tracked, c.tracked, false),
  coalesce(p.member_count, c.member_count),
  case when p.observed_anew then p.last_observed else coalesce(p.last_observed, c.last_observed) end
from patches p
left join groups.t_clans c on c.clan_id = p.clan_id
on conflict (clan_id) do update set
  clan_name = excluded.clan_name,
  callsign = excluded.callsign,
  tracked = excluded.tracked,
  member_count = excluded.member_count,
  last_observed = excluded.last_observed
