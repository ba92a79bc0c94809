-- Who was seen on call last: what differs from it is a change of shift.
create table shift_watch (
  schedule text primary key references schedules (name),
  -- null: nobody
  engineer text references engineers (key)
);

-- Each change of shift, with the tickets that were open then.
create table shift_changes (
  id       bigint generated always as identity primary key,
  schedule text not null references schedules (name),
  at       timestamptz not null,
  engineer_before text references engineers (key),
  engineer text references engineers (key),
  tickets  bigint[] not null
);
create index shift_changes_of_schedule on shift_changes (schedule, at desc);

-- What an engineer wants to be told when their shift begins; who has no row wants nothing.
create table shift_settings (
  engineer     text primary key references engineers (key),
  tells_begin  boolean not null default false,
  -- also where nothing is open
  tells_always boolean not null default false,
  changed_at   timestamptz not null,
  changed_by   text not null
);
