-- Who calls, who answers, and under which rules. Nouns that only name a rule (plans, calendars, schedules, policies)
-- keep it as one checked JSON document; nouns that calls and tickets point at have columns.
-- Nothing is deleted: what is no longer in force is retired, since old tickets still name it.

create table calendars   (name text primary key, definition jsonb not null, retired_at timestamptz);
create table escalations (name text primary key, definition jsonb not null, retired_at timestamptz);
create table schedules   (name text primary key, definition jsonb not null, retired_at timestamptz);

create table plans (
  name       text primary key,
  priority   integer not null,
  seats      integer not null check (seats > 0),
  definition jsonb not null,
  retired_at timestamptz
);

create table engineers (
  key        text primary key,
  name       text not null,
  phones     text[] not null,
  languages  text[] not null,
  -- numbers whose owner sent the carrier's opt-out word: they are paged by voice only
  opted_out  text[] not null default '{}',
  -- of a technical account manager: up to when their digest has told them of their customers' tickets
  digest_until timestamptz,
  retired_at timestamptz
);
create index engineers_phones on engineers using gin (phones);

-- one row: the people who are told when nobody else can be
create table supervisors (
  only_row boolean primary key default true check (only_row),
  phones   text[] not null
);

create table customers (
  number      text primary key,
  name        text not null,
  plan        text not null references plans (name),
  -- copied from the plan, so that the database itself can hold the contacts against it
  seats       integer not null,
  valid_from  date not null,
  valid_until date not null,
  calendar    text not null references calendars (name),
  tam         text references engineers (key),
  deputy      text references engineers (key),
  retired_at  timestamptz,
  unique (number, seats),
  check (valid_from <= valid_until)
);

create table contacts (
  id              uuid primary key default gen_random_uuid(),
  customer_number text not null,
  seats           integer not null,
  seat            integer not null,
  name            text not null,
  phones          text[] not null,
  -- salted by the customer: one slow hash of a typed PIN tells which contact it is, and a PIN is unique in a customer
  pin_hash        bytea not null,
  language        text not null,
  retired_at      timestamptz,
  -- the seat limit, held by the database: a seat has a number up to the customer's seats, and is taken once
  foreign key (customer_number, seats) references customers (number, seats) on update cascade,
  constraint contacts_seat_exists check (retired_at is not null or seat between 1 and seats)
);
create unique index contacts_seat_taken_once on contacts (customer_number, seat) where retired_at is null;
create unique index contacts_pin_unique on contacts (customer_number, pin_hash) where retired_at is null;
create unique index contacts_name_unique on contacts (customer_number, name) where retired_at is null;
create index contacts_phones on contacts using gin (phones);
