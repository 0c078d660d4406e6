create table pipeline_run (
  run_id        text primary key,
  service       text        not null,
  job           text        not null,
  status        text        not null,
  -- the event that set the status: later events win, of equal times the further state
  status_at     timestamptz not null,
  status_rank   int         not null,
  started_at    timestamptz not null,
  ended_at      timestamptz,
  step          text,
  fraction      double precision,
  message       text,
  source_rows   bigint,
  loaded_rows   bigint,
  quarantined_rows bigint,
  duplicate_rows bigint,
  late_rows     bigint,
  inputs        text,
  outputs       text
);

create index pipeline_run_started on pipeline_run (started_at desc);
create index pipeline_run_job on pipeline_run (job, started_at desc);
