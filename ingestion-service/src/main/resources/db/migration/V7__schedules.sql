-- Jobs in their order, as YAML, and when they are due next.
create table schedule (
  name text primary key,
  definition text not null,
  paused boolean not null default false,
  next_due timestamptz
);
-- One row a run of all steps. The cause makes a run happen once: the time of the cron expression,
-- the landing or the request that asked for it.
create table schedule_run (
  id uuid primary key,
  schedule text not null references schedule (name) on delete cascade,
  definition text not null,
  cause text not null,
  logical_at timestamptz not null,
  trigger text not null,
  requested_by text not null,
  status text not null,
  cancel_requested boolean not null default false,
  late boolean not null default false,
  queued_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  unique (schedule, cause)
);
create index schedule_run_recent on schedule_run (schedule, queued_at desc);
create table schedule_step (
  run_id uuid not null references schedule_run (id) on delete cascade,
  position int not null,
  name text not null,
  status text not null,
  attempts int not null default 0,
  child text,
  not_before timestamptz,
  message text,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (run_id, name)
);
create table schedule_log (
  run_id uuid not null references schedule_run (id) on delete cascade,
  at timestamptz not null,
  step text,
  message text not null
);
create index schedule_log_of_run on schedule_log (run_id, at);
