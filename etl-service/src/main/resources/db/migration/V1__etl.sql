create table run (
  id uuid primary key,
  status text not null check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  requested_by text not null,
  requested_at timestamptz not null,
  touched_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  attempts int not null default 0,
  message text,
  raw_snapshots jsonb not null default '{}',
  counts jsonb not null default '{}'
);
create index run_requested on run (requested_at desc);
-- a burst of landings asks for one run
create unique index run_one_queued on run (status) where status = 'QUEUED';

-- db-scheduler's own table
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  state text,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
