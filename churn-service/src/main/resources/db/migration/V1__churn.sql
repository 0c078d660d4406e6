create table run (
  id uuid primary key,
  job text not null,
  model text,
  status text not null check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'SKIPPED')),
  requested_by text not null,
  message text,
  counts jsonb not null default '{}',
  attempts int not null default 0,
  requested_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create index run_requested on run (requested_at desc);
-- asked twice, trained once
create unique index run_one_open_training on run (job) where status in ('QUEUED', 'RUNNING') and job like 'churn.train.%';

create table version_counter (
  model text not null,
  day date not null,
  last int not null,
  primary key (model, day)
);

create table model_version (
  version text primary key,
  model text not null,
  run_id uuid not null unique,
  trained_at timestamptz not null,
  train_seconds double precision not null,
  table_name text not null,
  snapshot_id bigint not null,
  train_rows bigint not null,
  test_rows bigint not null,
  location text not null,
  roc_auc double precision not null,
  roc_auc_low double precision not null,
  roc_auc_high double precision not null,
  parameters jsonb not null,
  metrics jsonb not null,
  drift_baseline jsonb not null
);
create index model_version_model on model_version (model, trained_at desc);

create table model_alias (
  model text not null,
  alias text not null check (alias in ('champion', 'challenger')),
  version text not null references model_version,
  since timestamptz not null,
  primary key (model, alias)
);

create table prediction (
  model text not null,
  customer_id text not null,
  score_id uuid not null,
  model_version text not null,
  probability double precision not null check (probability between 0 and 1),
  band text not null,
  baseline double precision not null,
  contributions jsonb not null,
  as_of timestamptz not null,
  scored_at timestamptz not null,
  primary key (model, customer_id)
);
create index prediction_probability on prediction (model, probability desc, customer_id);

create table prediction_history (
  score_id uuid primary key,
  model text not null,
  customer_id text not null,
  model_version text not null,
  probability double precision not null,
  band text not null,
  as_of timestamptz not null,
  scored_at timestamptz not null
);
create index prediction_history_customer on prediction_history (model, customer_id, as_of desc);

-- what the last batch of each model has covered: the same work is not done twice
create table scored_batch (
  model text primary key,
  version text not null,
  snapshot_id bigint not null,
  scored_at timestamptz not null,
  rows bigint not null,
  drivers jsonb not null,
  drift jsonb not null
);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null
);

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
