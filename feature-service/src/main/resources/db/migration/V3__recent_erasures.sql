-- customers who were erased of late, for runs that had read their tables before that
create table recent_erasure (
    customer_id text primary key,
    heard_at    timestamptz not null default now()
);
