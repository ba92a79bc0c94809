-- The people who use the console: who they are, that they are signed in, and what they have looked at and done.

create table users (
  id                   uuid primary key default gen_random_uuid(),
  -- as it is typed, in lower case; taken once among those who are in force
  login                text not null check (login = lower(login)),
  name                 text not null,
  role                 text not null check (role in ('supervisor', 'engineer', 'administrator', 'auditor')),
  -- who this person is on call, if they are
  engineer             text references engineers (key),
  password_hash        text not null,
  must_change_password boolean not null,
  created_at           timestamptz not null,
  retired_at           timestamptz
);
create unique index users_login_taken_once on users (login) where retired_at is null;

-- Only the hash of a session's name is kept: whoever reads this table cannot take a session over.
create table sessions (
  id_hash    bytea primary key,
  user_id    uuid not null references users (id),
  created_at timestamptz not null,
  seen_at    timestamptz not null
);
create index sessions_of_user on sessions (user_id);
create index sessions_seen on sessions (seen_at);

-- Wrong passwords, counted by the login they were typed for, whether there is such a user or not.
create table sign_in_failures (
  login        text primary key,
  failures     integer not null,
  since        timestamptz not null,
  locked_until timestamptz
);

-- The audit trail: names are copied, so that an entry says the same for ever.
create table audit_entries (
  id        bigint generated always as identity primary key,
  at        timestamptz not null,
  user_id   uuid references users (id),
  user_name text not null,
  action    text not null,
  -- what it was done to: a ticket's number, a call's or a recording's name, a login
  subject   text,
  detail    jsonb not null default '{}'
);
create index audit_entries_by_user on audit_entries (user_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is only ever added to';
end $$;
create trigger audit_entries_stand before update or delete or truncate on audit_entries
  for each statement execute function refuse_change();

-- The call log is read newest first, and by whom a search has found.
drop index calls_started;
create index calls_started on calls (started_at, id);
create index calls_of_customer on calls (customer_number, started_at, id);
create index calls_of_contact on calls (contact_id, started_at, id);
create index calls_to_engineer on calls (engineer, started_at, id);
create index calls_from_number on calls (from_number, started_at, id);
create index calls_to_number on calls (to_number, started_at, id);
create index calls_missed on calls (started_at, id)
  where party = 'caller' and ticket_number is null and ended_at is not null;
create index calls_unverified on calls (started_at, id) where party = 'caller' and contact_id is null;
create index calls_live on calls (started_at) where ended_at is null;
create index tickets_abandoned on tickets (call_id) where abandoned;
create index tickets_in_words on tickets
  using gin (to_tsvector('simple', coalesce(text, '') || ' ' || coalesce(transcript, '')));
