-- Links in pages that open one ticket for one engineer without a sign-in, for some hours. Only the hash is kept: whoever reads
-- this table, or the messages, opens nothing. The version before sends none, and never looks here.

create table ticket_links (
  id            uuid primary key default gen_random_uuid(),
  token_hash    bytea not null unique,
  ticket_number bigint not null references tickets (number),
  engineer      text not null references engineers (key),
  created_at    timestamptz not null,
  expires_at    timestamptz not null
);
create index ticket_links_by_expiry on ticket_links (expires_at);

-- Where a link was opened: a second device may be somebody else's.
create table ticket_link_devices (
  link_id     uuid not null references ticket_links (id) on delete cascade,
  -- of the name that only the browser keeps
  device_hash bytea not null,
  -- what people call the browser; null: it says nothing that is known
  browser     text,
  opened_at   timestamptz not null,
  primary key (link_id, device_hash)
);
