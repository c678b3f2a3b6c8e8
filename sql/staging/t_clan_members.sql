create table if not exists staging.t_clan_members (
  run_id                  uuid    not null,
  effective_date          date    not null,
  clan_id                 bigint  not null,
  bungie_id               bigint,
  bungie_name             text,
  bungie_membership_type  integer,
  bungie_icon_path        text,
  destiny_id              bigint  not null,
  destiny_name            text,
  destiny_membership_type integer not null,
  destiny_icon_path       text,
  global_name             text,
  global_name_code        smallint,
  role                    text,
  join_date               timestamptz,
  last_seen_online        timestamptz,
  overridden              boolean not null default false -- another membership is played in place of this one, by cross save
);
alter table staging.t_clan_members add column if not exists overridden boolean not null default false;
alter table staging.t_clan_members alter column role drop not null;
drop index if exists staging.idx_clan_members_run_id; -- BRIN: useless once pruned rows' pages are written again, as its ranges only widen
create index if not exists idx_clan_members_run on staging.t_clan_members (run_id);
