-- The report that a customer gets each month: where it goes, and what became of it.

-- null: nobody is sent any; the version before leaves both alone
alter table customers add column report_to text;
alter table customers add column report_language text;

-- A report on its way. One that is wished for again by hand is a row of its own.
create table report_mails (
  id              uuid primary key default gen_random_uuid(),
  customer_number text not null references customers (number),
  -- the first day of the month
  month           date not null check (extract(day from month) = 1),
  -- as it was when the report became due
  sent_to         text not null,
  language        text not null,
  -- who wished for it; null: its day had come
  wished_by       text,
  due_at          timestamptz not null,
  -- planned → sending → sent | refused | unknown; whatever may have been sent is never sent again by itself
  status          text not null default 'planned' check (status in ('planned', 'sending', 'sent', 'refused', 'unknown')),
  tries           integer not null default 0,
  error           text,
  -- when it was handed to the mail server
  sent_at         timestamptz,
  -- of what was sent
  sha256          text
);
create unique index report_mails_once on report_mails (customer_number, month) where wished_by is null;
create index report_mails_of_customer on report_mails (customer_number, due_at);
create index report_mails_unsent on report_mails (due_at) where status <> 'sent';

-- What was done so that a missed promise is kept the next time, in the operator's words.
create table miss_remedies (
  ticket_number bigint primary key references tickets (number),
  text          text not null check (length(text) between 1 and 2000),
  written_by    text not null,
  written_at    timestamptz not null
);
