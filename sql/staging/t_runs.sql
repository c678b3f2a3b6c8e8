create table if not exists staging.t_runs (
  run_id         uuid        not null,
  effective_date date        not null,
  started        timestamptz not null,
  applied        timestamptz,             -- null: not in the ledger
  constraint pk_runs primary key (run_id)
);
