update groups.t_characters c
set deleted = p.deleted, deleted_flag = true
from unnest(?, ?) as p (character_id, deleted)
where c.character_id = p.character_id
