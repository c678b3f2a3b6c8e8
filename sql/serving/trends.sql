-- $1 the clan, $2 and $3 the first and last day, $4 how many: a row for each day on which it was observed. Whoever moved to another clan on a
-- day on which this one was not counts on the next on which it was.
select d.effective_date, d.value,
  (select count(*)::integer from groups.t_memberships s where s.clan_id = $1 and s.joined = d.effective_date and not s.baseline),
  (select count(*)::integer from groups.t_memberships s where s.clan_id = $1 and s."left" <= d.effective_date
     and s."left" > coalesce((select max(b.effective_date) from groups.t_daily_counts b
       where b.clan_id = $1 and b.key = 'members' and b.effective_date < d.effective_date), d.effective_date - 1)),
  (select percentile_cont(0.5) within group (order by d.effective_date - s.joined)
   from groups.t_memberships s
   where s.clan_id = $1 and s.joined <= d.effective_date and (s."left" is null or s."left" > d.effective_date)),
  (select count(*)::integer from groups.t_memberships s
   join groups.t_former_plays p on p.member_id = s.member_id and p.until = d.effective_date
   where s.clan_id = $1 and s.joined <= d.effective_date and (s."left" is null or s."left" > d.effective_date))
from groups.t_daily_counts d
where d.clan_id = $1 and d.key = 'members' and d.effective_date between coalesce($2, '-infinity'::date) and coalesce($3, 'infinity'::date)
order by d.effective_date
limit $4
