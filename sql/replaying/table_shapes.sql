-- The columns of some temporary tables of this connection, quoted: $1 names of tables. Identifying are the columns that some unique
-- index looks at, its condition included: rows that differ there can not be told apart by their keys alone.
with tables as (
  select c.oid, n.name, n.ordinality
  from unnest($1::text[]) with ordinality as n (name, ordinality)
  join pg_class c on c.relnamespace = pg_my_temp_schema() and c.relname = n.name
),
uniques as (
  select i.indrelid, i.indisprimary, i.indkey::smallint[] as columns, i.indpred is not null as partial
  from pg_index i join tables t on t.oid = i.indrelid
  where i.indisunique
)
select t.name,
  array(select quote_ident(a.attname) from pg_attribute a
        join uniques u on u.indrelid = a.attrelid and u.indisprimary and a.attnum = any(u.columns)
        where a.attrelid = t.oid order by a.attnum),
  array(select quote_ident(a.attname) from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
          and exists (select from uniques u where u.indrelid = t.oid and (u.partial or a.attnum = any(u.columns)))
        order by a.attnum),
  array(select quote_ident(a.attname) from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped order by a.attnum)
from tables t
order by t.ordinality
