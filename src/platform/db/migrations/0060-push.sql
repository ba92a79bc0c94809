-- Notifications of browsers, as a further knock beside SMS and call. The version before sends none.

-- The keys by which push services know us (VAPID, RFC 8292), made at the start: the private half sealed under SECRET_KEY. One
-- is current; those before it serve who has subscribed with them, until they come again.
create table push_keys (
  id          uuid primary key default gen_random_uuid(),
  public_key  text not null unique,
  private_key bytea not null,
  created_at  timestamptz not null,
  retired_at  timestamptz
);
create unique index push_keys_one_current on push_keys ((retired_at is null)) where retired_at is null;

-- A browser that is notified: where, and with which keys, sealed under SECRET_KEY, since whoever reads it could write to it.
create table push_subscriptions (
  id            uuid primary key default gen_random_uuid(),
  user_id       uuid not null references users (id) on delete cascade,
  key_id        uuid not null references push_keys (id) on delete cascade,
  endpoint_hash bytea not null unique,
  sealed        bytea not null,
  -- what people call the browser; null: it says nothing that is known
  browser       text,
  created_at    timestamptz not null,
  -- when the push service took a notification last
  taken_at      timestamptz
);
create index push_subscriptions_by_user on push_subscriptions (user_id, created_at);
