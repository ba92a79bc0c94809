-- What an account manager tells all contacts of a customer. One that was written by SMS is a draft until its author has
-- repeated the code of our reply: a sender's number proves nothing.
create table service_updates (
  id              uuid primary key default gen_random_uuid(),
  customer_number text not null references customers (number),
  body            text not null,
  -- an engineer's key, or the name of a user
  author          text not null,
  author_name     text not null,
  -- what the contacts know its author as
  role            text not null check (role in ('tam', 'deputy', 'team')),
  channel         text not null check (channel in ('sms', 'api', 'console')),
  code            text,
  wrong_codes     integer not null default 0,
  written_at      timestamptz not null,
  sent_at         timestamptz
);
create unique index service_updates_drafts on service_updates (customer_number, author) where sent_at is null;
create index service_updates_of_customer on service_updates (customer_number, sent_at desc);

-- Who it was sent to, and by which message: how that fared is the message's to say.
create table service_update_contacts (
  update_id  uuid not null references service_updates (id) on delete cascade,
  contact_id uuid not null references contacts (id),
  message_id uuid references messages (id) on delete set null,
  primary key (update_id, contact_id)
);
create index service_update_contacts_message on service_update_contacts (message_id) where message_id is not null;
