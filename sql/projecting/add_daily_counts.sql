insert into groups.t_daily_counts as c (effective_date, clan_id, key, value)
select * from unnest(?, ?, ?, ?)
on conflict (effective_date, clan_id, key) do update set value = c.value + excluded.value
