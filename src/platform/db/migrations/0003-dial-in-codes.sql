-- What the operator's API keeps: requests that came outside business hours, and which request a key stands for.

-- A request that was not opened, since at that hour it has to be phoned. The row is the proof that it was made.
-- The code only fills in what the caller would have to say again: whoever uses it has given the PIN before. So it is
-- kept as it is, and the same request asked again hears the same code.
create table dial_in_codes (
  id              uuid primary key default gen_random_uuid(),
  code            text not null check (code ~ '^\d{6}$'),
  customer_number text not null references customers (number),
  contact_id      uuid not null references contacts (id),
  channel         text not null check (channel in ('portal', 'email')),
  kind            text not null check (kind in ('problem', 'signature')),
  signature       text check (signature in ('false-negative', 'false-positive')),
  severity        smallint not null check (severity between 1 and 4),
  description     text,
  idempotency_key text,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  used_at         timestamptz
);
create unique index dial_in_codes_unused on dial_in_codes (customer_number, code) where used_at is null;
create index dial_in_codes_by_key on dial_in_codes (idempotency_key);

-- An Idempotency-Key and the request it was first used for; the insert is what makes doubled requests wait for each other.
create table idempotency_keys (
  key         text primary key,
  fingerprint bytea not null,
  created_at  timestamptz not null
);

-- a recording is played only if it is one of ours
create index tickets_by_recording on tickets (recording_sid) where recording_sid is not null;
create index ticket_events_by_recording on ticket_events ((detail ->> 'recording')) where detail ? 'recording';

-- the lists that are not about one ticket
create index pages_planned on pages (planned_at);
create index callbacks_created on callbacks (created_at);
