-- What a promise rests on, so that nobody can rewrite it unseen: docs/evidence.md. The version before writes none of it; what it
-- writes beside is entered afterwards.

-- One is current; another begins where the key of the one before is lost, and names its last checkpoint.
create table ledger_logs (
  id          smallint generated always as identity primary key,
  origin      text not null unique,
  size        bigint not null default 0,
  begun_at    timestamptz not null,
  predecessor text,
  closed_at   timestamptz
);
create unique index ledger_logs_one_current on ledger_logs ((closed_at is null)) where closed_at is null;

-- The newest signs: its private half is sealed under SECRET_KEY. Each but the first was handed over to.
create table ledger_keys (
  id          integer generated always as identity primary key,
  log_id      smallint not null references ledger_logs (id),
  public_key  text not null,
  private_key bytea not null,
  handover    text,
  created_at  timestamptz not null
);

-- Under which name a customer's facts are in the tree, and where their line of facts ends.
create table ledger_customers (
  customer_number text primary key,
  salt            bytea not null,
  facts           bigint not null default 0,
  last_hash       bytea
);

-- A fact, written with it: what is committed to, and the salt. What the record has itself (event_id) is not told twice.
create table ledger_leaves (
  id              bigint generated always as identity primary key,
  fact            text not null,
  ticket_number   bigint,
  customer_number text,
  event_id        bigint,
  at              timestamptz,
  fields          jsonb not null,
  commitments     jsonb not null,
  hash            bytea not null,
  -- after an erasure only the salts of what was not erased
  salt            bytea,
  kept_salts      jsonb,
  afterwards      boolean not null default false,
  -- given by whoever grows the tree
  log_id          smallint,
  index           bigint,
  customer_order  bigint,
  previous        bytea
);
create index ledger_leaves_to_place on ledger_leaves (id) where log_id is null;
create unique index ledger_leaves_placed on ledger_leaves (log_id, index);
create unique index ledger_leaves_by_event on ledger_leaves (event_id);
create index ledger_leaves_by_ticket on ledger_leaves (ticket_number) where ticket_number is not null;
create index ledger_leaves_by_customer on ledger_leaves (customer_number, customer_order) where customer_number is not null;
create index ledger_leaves_of_house on ledger_leaves (fact) where customer_number is null;
create index ledger_leaves_by_receipt on ledger_leaves (substr(hash, 1, 6)) where fact = 'timeline';

-- 256 hashes of a level of the tree each, or fewer at its edge.
create table ledger_tiles (
  log_id smallint not null references ledger_logs (id),
  level  smallint not null,
  index  bigint not null,
  hashes bytea not null,
  primary key (log_id, level, index)
);

create table ledger_checkpoints (
  log_id smallint not null references ledger_logs (id),
  size   bigint not null,
  at     timestamptz not null,
  note   text not null,
  primary key (log_id, size)
);

-- one row: up to which entry of the timelines each has its leaf; how far the night's comparison is, and what it found
create table ledger_state (
  only_row   boolean primary key default true check (only_row),
  entered_to bigint not null default 0,
  checked_at timestamptz,
  findings   jsonb not null default '[]'
);
insert into ledger_state default values;
