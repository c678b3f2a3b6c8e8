-- Every run that was asked for or applied. What came of it is in its stream.
create table if not exists groups.t_runs (
  run_id         uuid not null,
  effective_date date not null,
  constraint pk_runs_of_ledger primary key (run_id)
);
