-- Secret addresses under which a calendar reads shifts: it cannot sign in. Only the hash is kept; whoever reads this table
-- reads no calendar.
create table calendar_feeds (
  id                 uuid primary key default gen_random_uuid(),
  -- whose it is: removed, their feeds are none any more
  user_id            uuid not null references users (id),
  kind               text not null check (kind in ('engineer', 'schedule', 'all')),
  -- an engineer's key, a schedule's name; null: all
  subject            text,
  language           text not null,
  secret_hash        bytea not null unique,
  -- the last characters of its secret, by which people tell feeds apart
  ending             text not null,
  created_at         timestamptz not null,
  revoked_at         timestamptz,
  last_fetched_at    timestamptz,
  -- what was told last, and since when it is that
  content_hash       text,
  content_changed_at timestamptz,
  check ((kind = 'all') = (subject is null))
);
create index calendar_feeds_of_user on calendar_feeds (user_id) where revoked_at is null;

-- Shifts as calendars were told of them: one that is moved keeps its name, one that falls away is told as cancelled.
create table published_shifts (
  uid          text primary key,
  schedule     text not null references schedules (name),
  engineer     text not null references engineers (key),
  from_at      timestamptz not null,
  until_at     timestamptz not null,
  is_override  boolean not null,
  -- grows with each change (RFC 5545, 3.8.7.4)
  sequence     integer not null,
  changed_at   timestamptz not null,
  is_cancelled boolean not null,
  check (from_at < until_at)
);
create index published_shifts_of_schedule on published_shifts (schedule, until_at);
