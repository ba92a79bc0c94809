-- Whether a text or a call of ours really reaches an engineer: tests that somebody asks for, or that the engineer lets us send
-- each week. A test is over with its outcome; `withdrawn`: it was called off before it could show anything.
create table test_pages (
  id           uuid primary key default gen_random_uuid(),
  engineer     text not null references engineers (key),
  -- which of their phones
  number       text not null,
  channel      text not null check (channel in ('sms', 'call')),
  -- do-not-disturb is on: it is to ring all the same
  quiet        boolean not null default false,
  asked_how    text not null check (asked_how in ('console', 'sms', 'terminal', 'weekly')),
  asked_by     text not null,
  asked_at     timestamptz not null,
  -- what a text is answered with, and the hash of what its link ends with
  code         text,
  link_hash    bytea unique,
  wrong_codes  integer not null default 0,
  -- handed to the carrier's queue; taken by the carrier; on the phone
  planned_at   timestamptz,
  sent_at      timestamptz,
  delivered_at timestamptz,
  ended_at     timestamptz,
  outcome      text check (outcome in ('confirmed', 'failed', 'withdrawn')),
  reason       text,
  message_id   uuid references messages (id) on delete set null,
  call_id      uuid references calls (id) on delete set null,
  check ((ended_at is null) = (outcome is null))
);
create unique index test_pages_one_at_a_time on test_pages (engineer, channel) where ended_at is null;
create index test_pages_of_engineer on test_pages (engineer, asked_at desc);
create index test_pages_of_message on test_pages (message_id) where message_id is not null;
create index test_pages_of_call on test_pages (call_id) where call_id is not null;

-- The address of the contact card is an engineer's own, so that it is known who has fetched it; it opens nothing else. The
-- weekly test is theirs to allow: a day of the week, 1 to 7 from Monday, and a time of the house's zone.
alter table engineers add column card_token uuid not null default gen_random_uuid();
alter table engineers add column card_fetched_at timestamptz;
alter table engineers add column weekly_day smallint check (weekly_day between 1 and 7);
alter table engineers add column weekly_time text check (weekly_time ~ '^[0-2][0-9]:[0-5][0-9]$');
create unique index engineers_card_token on engineers (card_token);

-- What the supervisors were told of people who are on call and may not be reached: once a shift and fault.
create table readiness_reports (
  engineer    text not null,
  schedule    text not null,
  shift_from  timestamptz not null,
  fault       text not null,
  reported_at timestamptz not null,
  primary key (engineer, schedule, shift_from, fault)
);
