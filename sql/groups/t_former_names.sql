-- What members were called before: the names up to the day on which others replaced them. Those of today stand in t_members.
create table if not exists groups.t_former_names (
  member_id        integer not null,
  until            date    not null,        -- effective date of the replacement: held at the end of the day before
  destiny_name     text    not null,
  global_name      text,
  global_name_code smallint,
  bungie_name      text,
  constraint pk_former_names primary key (member_id, until)
);
