-- What is said into a talk, to everybody who is in it, and how far the carrier is with it.
create table announcements (
  id            uuid primary key default gen_random_uuid(),
  ticket_number bigint not null references tickets (number),
  -- for this talk, and for no later one about the same ticket
  attempt_id    uuid not null references callback_attempts (id),
  -- the name of its words in the prompt files
  prompt        text not null,
  wanted_at     timestamptz not null,
  -- the carrier has asked for the words, has said them to the end, or never will
  fetched_at    timestamptz,
  ended_at      timestamptz,
  failed_at     timestamptz
);
create index announcements_of_attempt on announcements (attempt_id);

-- Who listens to a talk, muted. Nobody is in it before everybody in it was told.
create table listeners (
  id              uuid primary key default gen_random_uuid(),
  ticket_number   bigint not null references tickets (number),
  attempt_id      uuid not null references callback_attempts (id),
  -- the leg that they are rung on
  call_id         uuid not null unique references calls (id),
  user_id         uuid not null references users (id),
  announcement_id uuid unique references announcements (id),
  asked_at        timestamptz not null,
  -- from when to when they listened; null: they did not
  began_at        timestamptz,
  -- they listen no more, or never did
  ended_at        timestamptz
);
-- one at a time
create unique index listeners_now on listeners (ticket_number) where ended_at is null;
