-- What a schedule has told of itself. A report is kept when its schedule is gone.
create table report (
  id uuid primary key,
  schedule text not null,
  made_at timestamptz not null,
  document jsonb not null
);
create index report_recent on report (schedule, made_at desc);
-- A run stands in one report of a schedule: none is told twice, and one that ended while a report
-- was made stands in the next.
create table reported_run (
  schedule text not null,
  run_id uuid not null references run (id) on delete cascade,
  report_id uuid not null,
  primary key (schedule, run_id)
);
create index reported_run_report on reported_run (report_id);
create index run_ended on run (ended_at);
