-- Overrides that somebody made in the console: rows of their own beside those a schedule's definition holds, so that no
-- file takes them away and none has to be written for them. Times are local to the schedule's time zone, as in its definition.
create table schedule_overrides (
  id           uuid primary key default gen_random_uuid(),
  schedule     text not null references schedules (name),
  engineer     text not null references engineers (key),
  from_local   text collate "C" not null,
  until_local  text collate "C" not null,
  made_at      timestamptz not null,
  made_by      text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  -- how far it held before it was withdrawn; one that never began ends where it would have begun
  held_until   text collate "C",
  check (from_local < until_local)
);
create index schedule_overrides_of on schedule_overrides (schedule, from_local);
