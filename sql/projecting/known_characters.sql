-- Which of them have a row.
select character_id from groups.t_characters where character_id = any($1)
