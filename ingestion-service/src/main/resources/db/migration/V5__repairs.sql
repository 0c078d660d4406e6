-- What a run of job repair.<data set> is to load: which rejected rows, changed how.
create table repair (
  run_id uuid primary key references run (id),
  dataset text not null,
  of_run uuid,
  of_check text,
  of_column text,
  fixes jsonb not null,
  requested_by text not null
);
create index repair_by_dataset on repair (dataset);
