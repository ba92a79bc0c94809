-- What the last night saw of the promises of the coming weeks, one row: the times in which one cannot be kept, those that came
-- from one night to the next, and what the supervisors are still to be told.
create table proof_outlook (
  only_row   boolean primary key default true check (only_row),
  looked_at  timestamptz not null,
  seen_until timestamptz not null,
  holes      jsonb not null,
  worse      jsonb not null,
  notice     text check (notice in ('worse', 'mended'))
);
