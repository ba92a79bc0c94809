-- Orders by SMS are held against more than the sender's number, which anybody can forge.

-- The short codes that pages carry. They stand as they are: the text of the page, which is kept, tells them anyway, and
-- one is worth nothing without its ticket and its holder's number. A bundle's code is valid for each of its tickets.
create table page_codes (
  ticket_number bigint not null references tickets (number),
  code          text not null,
  -- an engineer's key, or a supervisor's number
  holder        text not null,
  issued_at     timestamptz not null,
  primary key (ticket_number, code)
);

-- Senders whose orders about a ticket did not count: how many wrong codes, and whether the supervisors know.
create table doubted_senders (
  ticket_number bigint not null references tickets (number),
  holder        text not null,
  wrong_codes   integer not null default 0,
  refused_at    timestamptz,
  told_at       timestamptz,
  primary key (ticket_number, holder)
);
create index doubted_senders_of_holder on doubted_senders (holder, told_at) where refused_at is not null;

-- What somebody wrote without their code: nothing of it counts until they have confirmed it on their own phone.
create table written_claims (
  call_id       uuid primary key references calls (id),
  ticket_number bigint not null references tickets (number),
  engineer      text not null references engineers (key),
  command       text not null check (command in ('answered', 'progress')),
  -- null once it is settled: what was confirmed stands on the timeline
  text          text,
  made_at       timestamptz not null,
  outcome       text check (outcome in ('confirmed', 'denied', 'unanswered', 'overtaken')),
  settled_at    timestamptz
);
create index written_claims_of_engineer on written_claims (engineer, made_at);

-- Replies cost money, and a forged stream of orders must not make many.
alter table messages add column is_reply boolean not null default false;
create index messages_replies on messages (to_number, created_at) where is_reply;
