create table if not exists groups.t_clans (
  clan_id       bigint  not null,
  clan_name     text,
  callsign      text,
  tracked       boolean not null,
  member_count  integer,          -- members once the last believed roster was applied
  last_observed date,             -- effective date of the last complete roster; null: the next one is a baseline
  constraint pk_clan_id primary key (clan_id)
);
