-- One row for each profile that bungie.net answered for; a member without a row here could not be asked for.
create table if not exists staging.t_member_profiles (
  run_id                  uuid    not null,
  destiny_id              bigint  not null,
  destiny_membership_type integer not null,
  versions_owned          integer,        -- null: the profile could not be seen whole
  last_played             timestamptz
);
alter table staging.t_member_profiles alter column versions_owned drop not null;
drop index if exists staging.idx_member_profiles_run_id; -- BRIN: useless once pruned rows' pages are written again, as its ranges only widen
create index if not exists idx_member_profiles_run on staging.t_member_profiles (run_id);
