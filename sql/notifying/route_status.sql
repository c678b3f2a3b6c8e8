-- $1 names of routes, in the order they are shown.
select r.route,
  count(*) filter (where m.state = 'queued')::integer,
  min(m.next_attempt) filter (where m.state = 'queued'),
  (array_agg(m.trouble order by m.message_id) filter (where m.state = 'queued' and m.trouble is not null))[1],
  count(*) filter (where m.state = 'delivered')::integer,
  max(m.decided) filter (where m.state = 'delivered'),
  coalesce(sum(m.unknown), 0)::integer,
  count(*) filter (where m.state in ('refused', 'expired', 'dropped'))::integer
from unnest($1) with ordinality as r (route, place)
left join notify.t_messages m on m.route = r.route
group by r.route, r.place
order by r.place
