create table if not exists staging.t_runs (
  run_id         uuid        not null,
  effective_date date        not null,
  started        timestamptz not null,
  applied        timestamptz,             -- null: not in the ledger
  down_since     timestamptz,             -- since when bungie.net could not be reached; null: something could be read
  constraint pk_runs primary key (run_id)
);
