create table runs (
  id uuid primary key,
  status text not null check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  forced boolean not null default false,
  trigger text not null,
  attempts int not null default 0,
  counts jsonb not null default '{}',
  snapshots jsonb not null default '{}',
  message text,
  announced boolean not null default false,
  requested_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);

-- at most one run waits and one works: requests that arrive meanwhile join the waiting one
create unique index runs_one_queued on runs (status) where status = 'QUEUED';
create unique index runs_one_running on runs (status) where status = 'RUNNING';
create index runs_latest on runs (requested_at desc);

-- up to which raw snapshot each processed table is
create table watermarks (
  dataset text primary key,
  raw_snapshot bigint,
  processed_snapshot bigint,
  rules int not null,
  counts jsonb not null,
  run_id uuid not null
);

create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
