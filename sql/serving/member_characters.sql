select character_id, class_hash, added, deleted, minutes_played_total, last_played
from groups.t_characters
where member_id = $1
order by character_id
