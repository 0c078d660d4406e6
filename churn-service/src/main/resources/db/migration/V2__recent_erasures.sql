-- customers who were erased of late, for batches that had read their table before that
create table recent_erasure (
  customer_id text primary key,
  heard_at timestamptz not null default now()
);
