-- Wrong passwords and codes, counted by login and by where they come from: strangers lock their own way in and nobody
-- else's. The source is a hash of an address or of a browser that has signed in before; '*' is all of them together.
-- Versions before this one go on counting in sign_in_failures, by the login alone.
create table sign_in_guards (
  login        text not null,
  source       text not null,
  failures     integer not null,
  since        timestamptz not null,
  locked_until timestamptz,
  primary key (login, source)
);
create index sign_in_guards_since on sign_in_guards (since);
