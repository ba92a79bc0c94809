-- What the carrier knows and we do not: how far its record has been held against ours, and when we were last seen alive.
-- Both are only added to; the version before does not look at them.

-- when a part of the service last said that it lives: a gap is a time in which calls may have gone elsewhere
create table heartbeats (
  part text primary key check (part in ('web', 'worker')),
  at   timestamptz not null
);

create table reconciliation (
  only_row  boolean primary key default true check (only_row),
  -- what the carrier had before this installation began is none of our calls
  begun     timestamptz not null,
  -- up to when everything the carrier knows is on record here
  reached   timestamptz not null,
  -- when the wide look was last taken, which finds whatever the narrow ones have missed
  widely_at timestamptz not null
);
-- a service that has been running knows its past; a new one has none
insert into reconciliation (begun, reached, widely_at)
  select coalesce(min(started_at), now()), now(), now() from calls;

-- every look that found something, and every wide one
create table reconciliation_reports (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  since      timestamptz not null,
  calls      integer not null,
  recordings integer not null,
  messages   integer not null,
  tickets    text[] not null
);

-- a message of the carrier's is looked for among those of its call
create index calls_by_recording on calls ((visit -> 'vars' ->> 'recording')) where visit -> 'vars' ? 'recording';
