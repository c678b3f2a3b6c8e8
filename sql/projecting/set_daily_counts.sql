insert into groups.t_daily_counts (effective_date, clan_id, key, value)
select * from unnest(?, ?, ?, ?)
on conflict (effective_date, clan_id, key) do update set value = excluded.value
