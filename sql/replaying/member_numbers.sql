-- Member ids are 1, 2, 3, ...: each was given once, at a first join.
with joins as (
  select case when data ->> 'memberId' ~ '^\d{1,9}$' then (data ->> 'memberId')::integer else 0 end as member_id, count(*) as joins, min(stream_id) as stream_id, max(stream_id) as other
  from ledger.mt_events where type = 'member_joined'
  group by 1
),
numbered as (
  select *, lag(member_id, 1, 0) over (order by member_id) as before from joins
)
select case
    when joins > 1 then format('member id %s was given to %s and to %s', member_id, stream_id, other)
    else format('member ids %s to %s were given, but the joins are gone', before + 1, member_id - 1)
  end
from numbered where joins > 1 or member_id <> before + 1
order by member_id
