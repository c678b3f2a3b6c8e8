-- What tables of a schema lack that their temporary counterparts have: $1 the schema, $2 names of tables. One line of text a fault.
with pairs as (
  select n.name, copy.oid as copy, live.oid as live
  from unnest($2::text[]) as n (name)
  join pg_class copy on copy.relnamespace = pg_my_temp_schema() and copy.relname = n.name
  left join pg_class live on live.relnamespace = to_regnamespace($1) and live.relname = n.name and live.relkind in ('r', 'p')
),
columns as (
  select a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull
  from pg_attribute a where a.attnum > 0 and not a.attisdropped
),
uniques as (
  select i.indrelid,
    (select string_agg(a.attname, ', ' order by k.ordinality)
     from unnest(i.indkey::smallint[]) with ordinality as k (attnum, ordinality)
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum)
    || coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid), '') as columns
  from pg_index i where i.indisunique and i.indisvalid
)
select p.name, 'the table does not exist' as fault from pairs p where p.live is null
union all
select p.name, case when l.attname is null then format('it has no column %s', c.attname) else format('its column %s is %s instead of %s', c.attname, l.type, c.type) end
from pairs p
join columns c on c.attrelid = p.copy
left join columns l on l.attrelid = p.live and l.attname = c.attname
where p.live is not null and (l.attname is null or l.type <> c.type)
union all
select p.name, format('nothing keeps (%s) unique', u.columns)
from pairs p
join uniques u on u.indrelid = p.copy
where p.live is not null and not exists (select from uniques l where l.indrelid = p.live and l.columns = u.columns)
order by 1, 2
