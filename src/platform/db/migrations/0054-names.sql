-- The supervisors' phones have names beside them, by number, and are changed in the console like every other entry.
alter table supervisors add column names jsonb not null default '{}';
alter table supervisors add column source text not null default 'file' check (source in ('file', 'console'));
alter table supervisors add column changed_at timestamptz;
alter table supervisors add column changed_by text;

-- A contact whose name was corrected in the console: what directory files call them still. Null: the same.
alter table contacts add column file_name text;
