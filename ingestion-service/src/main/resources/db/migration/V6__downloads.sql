-- The state of a file on the web that was fetched last.
create table download (
  dataset text not null,
  url text not null,
  etag text,
  last_modified text,
  run_id uuid not null references run (id),
  primary key (dataset, url)
);
