-- $1 what was typed, $2 the same as a number, if it is one. Ids beat whole names, whole names beat beginnings.
with named as (
  select m.*, m.global_name || coalesce('#' || lpad(m.global_name_code::text, 4, '0'), '') as bungie_global
  from groups.t_members m
),
ranked as (
  select n.*,
    case
      when n.destiny_id = $2 then 1
      when n.member_id = $2 then 2
      when lower($1) in (lower(n.destiny_name), lower(n.bungie_global), lower(n.global_name), lower(n.bungie_name)) then 3
      when starts_with(lower(n.destiny_name), lower($1)) or starts_with(lower(n.bungie_global), lower($1))
        or starts_with(lower(n.bungie_name), lower($1)) then 4
    end as rank
  from named n
)
select r.destiny_id, r.member_id, r.destiny_name, r.bungie_global, coalesce(c.clan_name, r.clan_id::text), r.deleted
from ranked r
left join groups.t_clans c on c.clan_id = r.clan_id
where r.rank = (select min(rank) from ranked)
order by r.deleted_flag, lower(r.destiny_name), r.member_id
limit 50
