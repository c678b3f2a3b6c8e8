-- A group of clans that an admin named.
create table if not exists groups.t_groups (
  group_id   integer not null,
  group_name text    not null,
  constraint pk_group_id primary key (group_id)
);
