create table if not exists groups.t_group_clans (
  group_id integer not null,
  clan_id  bigint  not null,
  constraint pk_group_clans primary key (group_id, clan_id)
);
