-- Which events a run appended, or the acceptance of a held roster: what its digest tells, today or whenever it is built again.
create table if not exists notify.t_reports (
  run_id         uuid        not null,
  effective_date date        not null,
  recorded       timestamptz not null,
  after          bigint      not null,    -- the last sequence number before the run's events
  through        bigint      not null,    -- the last of the run's events
  queued         timestamptz,             -- when its digests were put in the queue; null: not yet
  of_run         uuid,                    -- the run whose held roster was accepted; run_id is then an id of the acceptance
  constraint pk_reports primary key (run_id)
);
alter table notify.t_reports add column if not exists of_run uuid;
create index if not exists idx_reports_through on notify.t_reports (through);
