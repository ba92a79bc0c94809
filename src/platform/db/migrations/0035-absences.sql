-- When people are away: a technical account manager's deputy is told and asked meanwhile. Schedules keep their shifts.
create table absences (
  id         uuid primary key default gen_random_uuid(),
  engineer   text not null references engineers (key),
  from_at    timestamptz not null,
  until_at   timestamptz not null,
  made_at    timestamptz not null,
  made_by    text not null,
  removed_at timestamptz,
  removed_by text,
  check (from_at < until_at)
);
create index absences_in_force on absences (engineer, until_at) where removed_at is null;

-- What the supervisors were told of absences that leave a gap, each once.
create table absence_reports (
  gap         text not null,
  until_at    timestamptz not null,
  reported_at timestamptz not null,
  primary key (gap, until_at)
);
