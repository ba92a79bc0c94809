-- Links to the board for a screen on a wall: they need no session, show no phone number, and live until they are revoked.
-- Only the hash is kept: whoever reads this table sees no wall.

create table wall_links (
  id           uuid primary key default gen_random_uuid(),
  name         text not null,
  token_hash   bytea not null unique,
  -- its last characters, by which people tell links apart
  ending       text not null,
  created_at   timestamptz not null,
  created_by   text not null,
  revoked_at   timestamptz,
  last_used_at timestamptz
);
create unique index wall_links_name_taken_once on wall_links (name) where revoked_at is null;
