-- Lists that stay quick however many tickets there are: each key by which they are narrowed down ends with the newest ticket.
create index tickets_by_status on tickets (status, number);
create index tickets_by_severity on tickets (severity, (-number));
create index tickets_by_deadline on tickets (respond_by, number);
create index tickets_by_contact on tickets (contact_id, number) where contact_id is not null;
create index tickets_by_holder on tickets (acknowledged_by, number) where acknowledged_by is not null;
create index tickets_by_answerer on tickets (answered_by, number) where answered_by is not null;
create index tickets_by_callback_number on tickets (callback_number, number) where callback_number is not null;
create index tickets_reopened on tickets (number) where reopenings > 0;
create index tickets_late on tickets (number) where missed_at is not null or answered_at > respond_by;

-- notes and answers are searched like descriptions
create index ticket_events_in_words on ticket_events using gin (to_tsvector('simple', detail ->> 'text'))
  where detail ? 'text';

-- an engineer's page shows whom they were paged about last
create index pages_of_engineer on pages (engineer, planned_at desc) where engineer is not null;

-- Filters that somebody keeps for themselves under a name.
create table saved_filters (
  id         uuid primary key default gen_random_uuid(),
  user_id    uuid not null references users (id),
  name       text not null,
  -- the filters as they were typed, by name
  query      jsonb not null,
  created_at timestamptz not null,
  unique (user_id, name)
);

-- what the browser said it was at the sign-in, for the user to know their sessions by; null: begun by a version before
alter table sessions add column browser text;

-- the audit trail by what was done, and to what
create index audit_entries_by_action on audit_entries (action, id);
create index audit_entries_by_subject on audit_entries (subject, id) where subject is not null;
create index audit_entries_by_time on audit_entries (at, id);
