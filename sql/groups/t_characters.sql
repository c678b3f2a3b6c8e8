create table if not exists groups.t_characters (
  character_id         bigint      not null,
  member_id            integer     not null,
  class_hash           bigint      not null,
  added                date        not null,
  deleted              date,
  deleted_flag         boolean     not null default false,
  minutes_played_total integer     not null,
  last_played          timestamptz not null,
  constraint pk_character_id primary key (character_id)
);
alter table groups.t_characters set (fillfactor = 75); -- a third of the rows changes on a day: they stay on their page, and indexes as they are
create index if not exists idx_characters_member_id on groups.t_characters (member_id);
