-- Work on the lake: upkeep, checks, erasures with their receipts.
create table lake_job (
  id uuid primary key,
  kind text not null,
  subject text,
  requested_by text not null,
  status text not null,
  requested_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  message text,
  result jsonb
);
create index lake_job_recent on lake_job (requested_at desc);
