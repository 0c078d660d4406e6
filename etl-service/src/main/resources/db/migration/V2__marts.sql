-- The marts: a published contract. Columns are only added.
create schema if not exists marts;
create table marts.daily_sales (
  day date not null, country text not null, orders bigint not null, items bigint not null, revenue numeric(18, 2) not null,
  returns bigint not null, return_value numeric(18, 2) not null, customers bigint not null,
  primary key (day, country));
create table marts.product_sales (
  stock_code text primary key, description text, orders bigint not null, items bigint not null,
  revenue numeric(18, 2) not null, returns bigint not null);
create table marts.customer_summary (
  customer_id text primary key, country text, contract text, tenure_months int, monthly_charges numeric(18, 2), churned boolean,
  first_order timestamptz, last_order timestamptz, orders bigint not null, revenue numeric(18, 2) not null, returns bigint not null,
  return_rate double precision, complaints bigint not null, reviews bigint not null, average_stars double precision,
  sessions bigint not null, last_click timestamptz);
create table marts.funnel_daily (
  day date primary key, sessions bigint not null, viewed bigint not null, carted bigint not null,
  checked_out bigint not null, purchased bigint not null);
create table marts.complaints_daily (
  day date not null, channel text not null, status text not null, complaints bigint not null,
  primary key (day, channel, status));
create table marts.reviews_daily (
  day date, language text not null, stars int, reviews bigint not null);
create table marts.clicks_daily (
  day date not null, event_type text not null, clicks bigint not null, customers bigint not null,
  primary key (day, event_type));
create table marts.quality_results (
  run_id text not null, dataset text not null, check_id text not null, passed boolean not null,
  observed double precision, expectation text not null, checked_at timestamptz not null,
  primary key (run_id, dataset, check_id));
create table marts.refreshed (
  mart text primary key, run_id text not null, rows bigint not null, refreshed_at timestamptz not null);

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'marts_reader') then
    execute 'grant usage on schema marts to marts_reader';
    execute 'grant select on all tables in schema marts to marts_reader';
  end if;
end
$$;
