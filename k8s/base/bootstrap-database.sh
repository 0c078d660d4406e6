#!/bin/sh
# One schema and one role a service, and the marts with their read-only role; running it again changes nothing.
# Needs PGHOST, PGUSER, PGPASSWORD of an administrator, and <NAME>_DATABASE_PASSWORD for each role.
set -eu
psql -v ON_ERROR_STOP=1 -d postgres -tAc "select 1 from pg_database where datname = 'tidewatch'" | grep -q 1 \
  || psql -v ON_ERROR_STOP=1 -d postgres -c 'create database tidewatch'
role() { # name password
  psql -v ON_ERROR_STOP=1 -d tidewatch -v name="$1" -v password="$2" <<'SQL'
select format('create role %I login', :'name') where not exists (select 1 from pg_roles where rolname = :'name') \gexec
select format('alter role %I login password %L', :'name', :'password') \gexec
SQL
}
schema() { # schema owner
  psql -v ON_ERROR_STOP=1 -d tidewatch -v schema="$1" -v owner="$2" <<'SQL'
select format('create schema if not exists %I authorization %I', :'schema', :'owner') \gexec
SQL
}
role ingestion "$INGESTION_DATABASE_PASSWORD"; schema ingestion ingestion
role etl "$ETL_DATABASE_PASSWORD"; schema etl etl
role feature "$FEATURE_DATABASE_PASSWORD"; schema feature feature
role churn "$CHURN_DATABASE_PASSWORD"; schema churn churn
role sentiment "$SENTIMENT_DATABASE_PASSWORD"; schema sentiment sentiment
role dashboard "$DASHBOARD_DATABASE_PASSWORD"; schema dashboard dashboard
role lake "$LAKE_DATABASE_PASSWORD"; schema lake lake
role marts_reader "$MARTS_READER_DATABASE_PASSWORD"; schema marts etl
psql -v ON_ERROR_STOP=1 -d tidewatch <<'SQL'
grant usage on schema marts to marts_reader;
grant select on all tables in schema marts to marts_reader;
alter default privileges for role etl in schema marts grant select on tables to marts_reader;
alter role marts_reader set default_transaction_read_only = on;
SQL
