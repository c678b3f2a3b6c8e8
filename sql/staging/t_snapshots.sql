-- One roster of one clan in one run, and what it is worth.
create table if not exists staging.t_snapshots (
  snapshot_id    bigint generated always as identity,
  run_id         uuid        not null,
  clan_id        bigint      not null,
  effective_date date        not null,
  verdict        text        not null,    -- complete, failed, quarantined, accepted, rejected, superseded
  reason         text,                    -- why it is not complete
  clan_name      text,
  callsign       text,
  member_count   integer,                 -- detail.memberCount, bungie.net's claim
  total_results  integer,                 -- totalResults of the roster, bungie.net's claim
  members        integer     not null,    -- distinct members read
  profiles       integer     not null default 0, -- profiles that could be seen
  hash           text,                    -- SHA-256 of the roster, hex
  fetched        timestamptz not null,
  known          integer,                 -- members the ledger had in the clan when the roster was judged
  absent         integer,                 -- how many of them are on no complete roster of the run
  agreeing       integer,                 -- of a held roster: days in a row, this one included, that say the same
  decided        timestamptz,             -- when a held roster was accepted, rejected or superseded
  constraint pk_snapshots primary key (snapshot_id),
  constraint uq_snapshots_run_clan unique (run_id, clan_id)
);
alter table staging.t_snapshots alter column profiles set default 0;
alter table staging.t_snapshots add column if not exists known integer;
alter table staging.t_snapshots add column if not exists absent integer;
alter table staging.t_snapshots add column if not exists agreeing integer;
alter table staging.t_snapshots add column if not exists decided timestamptz;
create index if not exists idx_snapshots_clan_id on staging.t_snapshots (clan_id, snapshot_id);
