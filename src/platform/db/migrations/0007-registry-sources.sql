-- Who an entry of the registry belongs to. A file changes only what is its own; what somebody has changed in the console
-- stands until it is handed back. All that there was came from a file.
alter table calendars add column source text not null default 'file' check (source in ('file', 'console'));
alter table calendars add column changed_at timestamptz;
alter table calendars add column changed_by text;
alter table escalations add column source text not null default 'file' check (source in ('file', 'console'));
alter table escalations add column changed_at timestamptz;
alter table escalations add column changed_by text;
alter table schedules add column source text not null default 'file' check (source in ('file', 'console'));
alter table schedules add column changed_at timestamptz;
alter table schedules add column changed_by text;
alter table plans add column source text not null default 'file' check (source in ('file', 'console'));
alter table plans add column changed_at timestamptz;
alter table plans add column changed_by text;
alter table engineers add column source text not null default 'file' check (source in ('file', 'console'));
alter table engineers add column changed_at timestamptz;
alter table engineers add column changed_by text;
alter table customers add column source text not null default 'file' check (source in ('file', 'console'));
alter table customers add column changed_at timestamptz;
alter table customers add column changed_by text;
alter table contacts add column source text not null default 'file' check (source in ('file', 'console'));
alter table contacts add column changed_at timestamptz;
alter table contacts add column changed_by text;
