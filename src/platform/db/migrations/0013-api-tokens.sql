-- Tokens of programs, beside the one of the environment. Only the hash is kept: whoever reads this table gets in nowhere.

create table api_tokens (
  id           uuid primary key default gen_random_uuid(),
  name         text not null,
  scopes       text[] not null,
  token_hash   bytea not null unique,
  -- its last characters, by which people tell tokens apart
  ending       text not null,
  created_at   timestamptz not null,
  created_by   text not null,
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  last_used_at timestamptz
);
create unique index api_tokens_name_taken_once on api_tokens (name) where revoked_at is null;
