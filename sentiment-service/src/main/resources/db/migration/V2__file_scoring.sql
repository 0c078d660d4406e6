create table file_scoring (
  id             uuid primary key,
  file_name      text not null,
  format         text not null,
  text_column    text not null,
  bytes          bigint not null,
  status         text not null,
  bytes_done     bigint not null default 0,
  rows_done      bigint not null default 0,
  rows_failed    bigint not null default 0,
  starts         int not null default 0,
  message        text,
  requested_at   timestamptz not null default now(),
  started_at     timestamptz,
  claimed_until  timestamptz,
  ended_at       timestamptz
);
comment on table file_scoring is 'Files that are scored row by row; upload and result lie on the disk of the service.';
comment on column file_scoring.starts is 'How often the file was begun: after a restart it starts over.';
comment on column file_scoring.claimed_until is 'Until when the instance that works on it has it; extended while it works.';

create index file_scoring_waiting on file_scoring (requested_at) where status in ('QUEUED', 'RUNNING');
