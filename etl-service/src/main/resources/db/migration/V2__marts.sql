-- Published tables, described in docs/contracts.md: columns are only added.
do $$
begin
  if not exists (select from pg_namespace where nspname = 'marts') then
    create schema marts;
  end if;
end $$;

create table marts.daily_sales (
  day date not null,
  country text,
  orders bigint not null,
  items bigint not null,
  revenue numeric not null,
  returns bigint not null,
  return_value numeric not null,
  customers bigint not null
);
create index daily_sales_day on marts.daily_sales (day);

create table marts.product_sales (
  stock_code text primary key,
  description text,
  orders bigint not null,
  items bigint not null,
  revenue numeric not null,
  returns bigint not null
);

create table marts.customer_summary (
  customer_id text primary key,
  country text,
  contract text,
  tenure_months int,
  monthly_charges numeric,
  churned boolean,
  first_order timestamptz,
  last_order timestamptz,
  orders bigint not null,
  revenue numeric not null,
  returns bigint not null,
  return_rate double precision,
  complaints bigint not null,
  reviews bigint not null,
  average_stars double precision,
  sessions bigint not null,
  last_click timestamptz
);

create table marts.funnel_daily (
  day date primary key,
  sessions bigint not null,
  viewed bigint not null,
  carted bigint not null,
  checked_out bigint not null,
  purchased bigint not null
);

create table marts.complaints_daily (
  day date not null,
  channel text,
  status text,
  complaints bigint not null
);

create table marts.reviews_daily (
  day date not null,
  language text,
  stars int,
  reviews bigint not null
);

create table marts.clicks_daily (
  day date not null,
  event_type text not null,
  clicks bigint not null,
  customers bigint not null
);

create table marts.quality_results (
  run_id text not null,
  dataset text not null,
  check_id text not null,
  passed boolean not null,
  observed double precision,
  expectation text not null,
  checked_at timestamptz not null,
  primary key (run_id, dataset, check_id)
);

create table marts.refreshed (
  mart text primary key,
  run_id text not null,
  rows bigint not null,
  refreshed_at timestamptz not null
);

-- a run fills these; then one transaction moves all of them over
create unlogged table staging_daily_sales (like marts.daily_sales);
create unlogged table staging_product_sales (like marts.product_sales);
create unlogged table staging_customer_summary (like marts.customer_summary);
create unlogged table staging_funnel_daily (like marts.funnel_daily);
create unlogged table staging_complaints_daily (like marts.complaints_daily);
create unlogged table staging_reviews_daily (like marts.reviews_daily);
create unlogged table staging_clicks_daily (like marts.clicks_daily);
