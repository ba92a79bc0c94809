-- Second factors, single sign-on, and when somebody was last here.

alter table users add column signed_in_at timestamptz;

-- Who the company's identity provider says this is; an e-mail address alone is nobody.
alter table users add column issuer text;
alter table users add column subject text;
alter table users add constraint users_identity_whole check ((issuer is null) = (subject is null));
create unique index users_identity_taken_once on users (issuer, subject) where retired_at is null;
create index users_retired_identity on users (issuer, subject) where retired_at is not null and issuer is not null;

-- Null: no password of our own, single sign-on only. The version before takes null for a password that is never right.
alter table users alter column password_hash drop not null;

-- The authenticator app of a user. The secret is encrypted under a key that is not in the database.
create table second_factors (
  user_id      uuid primary key references users (id),
  secret       bytea not null,
  -- null: shown, and not proved yet; it is asked for only once it is
  confirmed_at timestamptz,
  -- the time step of the last code that was taken: none is taken twice
  last_step    bigint
);

-- Each is taken once, in place of a code of the app.
create table recovery_codes (
  user_id   uuid not null references users (id),
  code_hash bytea not null,
  primary key (user_id, code_hash)
);

-- Somebody whose password was right and whose code is missing. A table of its own, so that no version of the service can
-- take such a beginning for a session.
create table pending_sign_ins (
  id_hash    bytea primary key,
  user_id    uuid not null references users (id),
  created_at timestamptz not null
);
create index pending_sign_ins_begun on pending_sign_ins (created_at);
