create table if not exists staging.t_member_characters (
  run_id                  uuid        not null,
  effective_date          date        not null,
  destiny_id              bigint      not null,
  destiny_membership_type integer     not null,
  character_id            bigint      not null,
  class_hash              bigint      not null,
  versions_owned          integer     not null,
  minutes_played_total    integer     not null,
  last_played             timestamptz not null
);
drop index if exists staging.idx_member_characters_run_id; -- BRIN: useless once pruned rows' pages are written again, as its ranges only widen
create index if not exists idx_member_characters_run on staging.t_member_characters (run_id);
