-- Shifts among people. Whatever they agree on ends as overrides, with why, and for whom.
alter table schedule_overrides add column why text;
alter table schedule_overrides add column instead_of text references engineers (key);
-- what was agreed; null: somebody took it by themselves, or a supervisor put them there
alter table schedule_overrides add column request_id uuid;
-- who covered how much lately decides who is asked first
create index schedule_overrides_for_others on schedule_overrides (engineer, made_at) where instead_of is not null;

-- Somebody asks for cover, or to swap two shifts. Until others have said yes everything stays as it is.
create table shift_requests (
  id              uuid primary key default gen_random_uuid(),
  kind            text not null check (kind in ('cover', 'swap')),
  -- whose shift it is
  engineer        text not null references engineers (key),
  schedule        text not null references schedules (name),
  from_at         timestamptz not null,
  until_at        timestamptz not null,
  -- of a swap: the shift that is given for it
  other_engineer  text references engineers (key),
  other_schedule  text references schedules (name),
  other_from_at   timestamptz,
  other_until_at  timestamptz,
  why             text not null,
  asked_at        timestamptz not null,
  asked_by        text not null,
  expires_at      timestamptz not null,
  status          text not null check (status in ('open', 'agreed', 'declined', 'withdrawn', 'expired', 'overtaken')),
  settled_at      timestamptz,
  settled_by      text,
  -- who covers
  covered_by      text references engineers (key),
  -- its shift has begun, and its engineer knows that they have it still
  begun_told_at   timestamptz,
  check (from_at < until_at),
  check ((kind = 'swap') = (other_engineer is not null and other_schedule is not null
    and other_from_at is not null and other_until_at > other_from_at))
);
create index shift_requests_open on shift_requests (until_at) where status = 'open';
create index shift_requests_of_engineer on shift_requests (engineer, asked_at);
alter table schedule_overrides add foreign key (request_id) references shift_requests (id);

-- Who is asked, when, and what they said.
create table shift_invitations (
  request_id  uuid not null references shift_requests (id),
  engineer    text not null references engineers (key),
  -- by which they answer by SMS: told to their phone only, and worth nothing from another
  number      text not null,
  -- of the link they answer by; null: not asked yet
  secret_hash bytea unique,
  ask_at      timestamptz not null,
  asked_at    timestamptz,
  answer      text check (answer in ('yes', 'no')),
  answered_at timestamptz,
  answered_by text check (answered_by in ('sms', 'console', 'link', 'api')),
  primary key (request_id, engineer)
);
create index shift_invitations_of_engineer on shift_invitations (engineer, asked_at);
