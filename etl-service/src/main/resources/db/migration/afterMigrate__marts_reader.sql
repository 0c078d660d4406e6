-- the read-only role of BI tools may be made before or after this service
do $$
begin
  if exists (select from pg_roles where rolname = 'marts_reader') then
    grant usage on schema marts to marts_reader;
    grant select on all tables in schema marts to marts_reader;
  end if;
end $$;
