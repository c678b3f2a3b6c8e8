create table if not exists staging.t_runs (
  run_id         uuid        not null,
  effective_date date        not null,
  started        timestamptz not null,
  staged         timestamptz,             -- when its last roster and answer were in; null: it is being read, or was broken off
  applied        timestamptz,             -- null: not in the ledger
  clan_ids       bigint[],                -- the clans asked for, ascending
  down_since     timestamptz,             -- since when bungie.net could not be reached; null: it could
  failure        text,                    -- why it was refused or given up, as far as it has come; null: it was not
  constraint pk_runs primary key (run_id)
);
alter table staging.t_runs add column if not exists clan_ids bigint[];
alter table staging.t_runs add column if not exists down_since timestamptz;
alter table staging.t_runs add column if not exists failure text;
alter table staging.t_runs add column if not exists staged timestamptz;
