-- A member of each of a few clans, and a day on which the clan was observed.
select c.clan_id, m.destiny_id, m.destiny_name, c.last_observed
from groups.t_clans c
cross join lateral (select o.destiny_id, o.destiny_name from groups.t_members o where o.clan_id = c.clan_id and not o.deleted_flag limit 1) m
where c.last_observed is not null
order by c.clan_id
limit 3
