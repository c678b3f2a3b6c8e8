-- One row for each profile that could be seen; a member without a row here was private, gone or failed.
create table if not exists staging.t_member_profiles (
  run_id                  uuid    not null,
  destiny_id              bigint  not null,
  destiny_membership_type integer not null,
  versions_owned          integer not null,
  last_played             timestamptz
);
drop index if exists staging.idx_member_profiles_run_id; -- BRIN: useless once pruned rows' pages are written again, as its ranges only widen
create index if not exists idx_member_profiles_run on staging.t_member_profiles (run_id);
