-- One row a run: a file, or a period of live landing.
create table run (
  id uuid primary key,
  job text not null,
  dataset text not null,
  file_name text,
  checksum text,
  bytes bigint not null default 0,
  bytes_read bigint not null default 0,
  location text,
  owner text,
  status text not null,
  step text,
  source_rows bigint not null default 0,
  loaded_rows bigint not null default 0,
  quarantined_rows bigint not null default 0,
  duplicate_rows bigint not null default 0,
  late_rows bigint not null default 0,
  snapshot_id bigint,
  duplicate_of uuid references run (id),
  message text,
  problem text,
  problem_line bigint,
  problems jsonb not null default '[]',
  cancel_requested boolean not null default false,
  received_at timestamptz not null,
  started_at timestamptz,
  landed_at timestamptz,
  ended_at timestamptz
);

-- The same content is on its way or loaded at most once: a second upload of it cannot be registered
-- as anything but a duplicate, whichever instance receives it.
create unique index run_content_once on run (dataset, checksum)
  where status in ('QUEUED', 'RUNNING', 'SUCCEEDED') or (landed_at is not null and checksum is not null);
create index run_recent on run (received_at desc);
create index run_by_dataset on run (dataset, received_at desc);
create index run_duplicates on run (duplicate_of) where duplicate_of is not null;
