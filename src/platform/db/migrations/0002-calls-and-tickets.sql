-- From the first ring to the answer: calls (legs), tickets, pages, callbacks, messages, and the timers that drive them.

create sequence ticket_numbers start 4711;

create table tickets (
  number          bigint primary key default nextval('ticket_numbers'),
  kind            text not null check (kind in ('problem', 'signature')),
  signature       text check (signature in ('false-negative', 'false-positive')),
  signature_stage text check (signature_stage in ('received', 'in-analysis', 'built', 'released', 'confirmed')),
  severity        smallint not null check (severity between 1 and 4),
  status          text not null default 'open' check (status in ('open', 'acknowledged', 'answered', 'closed')),
  channel         text not null check (channel in ('phone', 'portal', 'email')),
  verified        boolean not null,
  abandoned       boolean not null default false,
  customer_number text references customers (number),
  contact_id      uuid references contacts (id),
  language        text not null,
  -- the rules as they were when the ticket was opened; a later change of the plan does not move a promise
  plan            text not null,
  priority        integer not null,
  calendar        text not null,
  escalation      text not null,
  call_id         uuid,
  callback_number text,
  opened_at       timestamptz not null,
  -- where the response window begins on the ticket's own clock: opened_at, or the next opening of the calendar
  window_from     timestamptz not null,
  respond_by      timestamptz not null,
  clock           text not null check (clock in ('always', 'business')),
  acknowledged_at timestamptz,
  acknowledged_by text,
  -- what a person reads as the engineer's name, also where the answer came from outside
  answered_at     timestamptz,
  answered_by     text,
  closed_at       timestamptz,
  missed_at       timestamptz,
  text            text,
  recording_sid   text,
  transcript      text,
  idempotency_key text unique,
  -- where paging stands: when this round of the policy was begun, and the step that comes next
  round           integer not null default 1,
  paging_from     timestamptz not null,
  next_step       integer not null default 0
);
create index tickets_open on tickets (respond_by) where status in ('open', 'acknowledged');
create index tickets_of_opening on tickets (window_from) where window_from > opened_at;
create index tickets_by_customer on tickets (customer_number, number);
create index tickets_opened on tickets (opened_at);

create table ticket_events (
  id            bigint generated always as identity primary key,
  ticket_number bigint not null references tickets (number),
  at            timestamptz not null,
  kind          text not null,
  -- who did it: an engineer's key, 'caller', 'api', 'hotline'
  actor         text not null,
  detail        jsonb not null default '{}'
);
create index ticket_events_by_ticket on ticket_events (ticket_number, id);

-- One row a leg. `visit` is where its flow stands; it is the lock that makes a doubled webhook harmless.
create table calls (
  id              uuid primary key default gen_random_uuid(),
  sid             text unique,
  direction       text not null check (direction in ('inbound', 'outbound')),
  party           text not null check (party in ('caller', 'engineer', 'customer')),
  from_number     text,
  to_number       text,
  status          text not null,
  visit           jsonb not null,
  customer_number text references customers (number),
  contact_id      uuid references contacts (id),
  engineer        text references engineers (key),
  ticket_number   bigint references tickets (number),
  started_at      timestamptz not null,
  -- of a wanted leg: lower is dialled first, and when the carrier was last asked for it
  urgency         bigint not null default 0,
  dialled_at      timestamptz,
  answered_at     timestamptz,
  ended_at        timestamptz
);
create index calls_to_dial on calls (urgency, started_at) where status in ('planned', 'sending');
create index calls_of_engineer on calls (engineer) where ended_at is null;
create index calls_by_ticket on calls (ticket_number);
create index calls_started on calls (started_at);
alter table tickets add foreign key (call_id) references calls (id);

create table call_events (
  id      bigint generated always as identity primary key,
  call_id uuid not null references calls (id),
  at      timestamptz not null,
  kind    text not null,
  state   text,
  detail  jsonb not null default '{}'
);
create index call_events_by_call on call_events (call_id, id);

create table pages (
  id            uuid primary key default gen_random_uuid(),
  ticket_number bigint not null references tickets (number),
  round         integer not null,
  step          integer not null,
  -- an engineer's key, or null for a supervisor's number
  engineer      text references engineers (key),
  number        text not null,
  channel       text not null check (channel in ('sms', 'call')),
  -- planned → sending → sent → acknowledged | passed-on | not-reached | failed | withdrawn
  status        text not null,
  reason        text,
  call_id       uuid references calls (id),
  planned_at    timestamptz not null,
  sent_at       timestamptz,
  ended_at      timestamptz
);
create index pages_by_ticket on pages (ticket_number, planned_at);
create index pages_by_call on pages (call_id);

create table messages (
  id            uuid primary key default gen_random_uuid(),
  sid           text unique,
  direction     text not null check (direction in ('inbound', 'outbound')),
  audience      text not null check (audience in ('engineer', 'customer', 'supervisor')),
  from_number   text not null,
  to_number     text not null,
  body          text not null,
  -- outbound: planned → sending → sent → delivered | failed | unknown; inbound: received
  status        text not null,
  error         text,
  ticket_number bigint references tickets (number),
  page_id       uuid references pages (id),
  valid_seconds integer,
  created_at    timestamptz not null,
  sent_at       timestamptz
);
create index messages_by_ticket on messages (ticket_number, created_at);
create index messages_pages_to on messages (to_number, sent_at) where page_id is not null;

create table callbacks (
  id            uuid primary key default gen_random_uuid(),
  ticket_number bigint not null references tickets (number),
  status        text not null default 'open' check (status in ('open', 'done', 'withdrawn')),
  attempts      integer not null default 0,
  next_at       timestamptz,
  created_at    timestamptz not null,
  ended_at      timestamptz
);
create unique index callbacks_one_open_per_ticket on callbacks (ticket_number) where status = 'open';

create table callback_attempts (
  id               uuid primary key default gen_random_uuid(),
  callback_id      uuid not null references callbacks (id),
  ticket_number    bigint not null references tickets (number),
  engineer         text references engineers (key),
  engineer_call_id uuid references calls (id),
  customer_call_id uuid references calls (id),
  -- engineer → customer → joined → ended
  stage            text not null check (stage in ('engineer', 'customer', 'joined', 'ended')),
  outcome          text,
  started_at       timestamptz not null,
  ended_at         timestamptz
);
create index callback_attempts_by_ticket on callback_attempts (ticket_number, started_at);
create unique index callback_attempts_one_running on callback_attempts (callback_id) where stage <> 'ended';
create index callback_attempts_by_engineer_call on callback_attempts (engineer_call_id);
create index callback_attempts_by_customer_call on callback_attempts (customer_call_id);

-- Everything that has to happen later, or outside: due work, kept until done. A queue job is only its alarm clock.
-- Gaps in coverage that the supervisors were told of, each once.
create table coverage_reports (
  schedule    text not null,
  gap_until   timestamptz not null,
  reported_at timestamptz not null,
  primary key (schedule, gap_until)
);

-- The carrier takes only so many calls a second; each call waits for its slot here.
create table dial_gate (
  only_row boolean primary key default true check (only_row),
  free_at  timestamptz not null
);
insert into dial_gate (free_at) values ('-infinity');

create table timers (
  id       uuid primary key default gen_random_uuid(),
  kind     text not null,
  subject  text not null,
  due_at   timestamptz not null,
  -- lower goes first among those that are due
  priority bigint not null default 0,
  attempts integer not null default 0,
  unique (kind, subject)
);
create index timers_due on timers (due_at, priority);
-- for the audit: work that fails again and again
create index timers_tried on timers (priority, due_at) where attempts >= 5;
