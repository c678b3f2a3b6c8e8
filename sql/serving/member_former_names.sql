-- What someone took up and gave up again within a day stands there for time travel, and is no former name.
select f.until, f.destiny_name, f.global_name, f.global_name_code, f.bungie_name
from (
  select f.*, lead(f) over (order by f.until) as next from groups.t_former_names f where f.member_id = $1) f
join groups.t_members m on m.member_id = $1
where (f.destiny_name, f.global_name, f.global_name_code, f.bungie_name) is distinct from case when f.next is null
  then (m.destiny_name, m.global_name, m.global_name_code, m.bungie_name)
  else ((f.next).destiny_name, (f.next).global_name, (f.next).global_name_code, (f.next).bungie_name) end
order by f.until
