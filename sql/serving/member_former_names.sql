select until, destiny_name, global_name, global_name_code, bungie_name from groups.t_former_names where member_id = $1 order by until
