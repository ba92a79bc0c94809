-- What calendars were told that a shift is called, engineer and schedule, as a digest: under another name it is another version of the same
-- shift. The version before writes none; what has none counts as told.
alter table published_shifts add column called text;
update published_shifts set called =
    encode(sha256(convert_to(engineers.name || ' (' || coalesce(schedules.definition ->> 'title', schedules.name) || ')', 'UTF8')), 'hex')
  from engineers, schedules where engineers.key = published_shifts.engineer and schedules.name = published_shifts.schedule;
