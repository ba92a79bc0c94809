-- An answer is not final: when a ticket was opened again last, and how often.
alter table tickets add column reopened_at timestamptz;
alter table tickets add column reopenings integer not null default 0;

-- when an answer went out that has not reached the customer yet; null once it has, or cannot
alter table tickets add column answer_sent_at timestamptz;

-- Answers that were written without a talk: each counts once its SMS has reached the customer.
create table written_answers (
  -- of the SMS; kept no longer than it matters
  message_id    uuid primary key,
  ticket_number bigint not null references tickets (number),
  -- who has given it: an engineer's key, or a program or user with its name
  by            jsonb not null,
  how           text not null check (how in ('qualified-answer', 'facts-requested')),
  channel       text not null,
  -- null once it is settled: what counts stands on the timeline
  text          text,
  written_at    timestamptz not null,
  outcome       text check (outcome in ('reached', 'not-delivered', 'overtaken')),
  settled_at    timestamptz
);
create index written_answers_pending on written_answers (ticket_number) where settled_at is null;
