-- When the received file of a run was removed because it was old; its rows are in the lake.
alter table run add column file_removed_at timestamptz;
create index run_file_kept on run (ended_at) where location is not null and file_removed_at is null;
