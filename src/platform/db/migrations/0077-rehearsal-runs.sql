-- Rehearsals that were asked for in the console, the last few: what was asked, how far one is, and what it came to.
create table rehearsal_runs (
  id          uuid primary key default gen_random_uuid(),
  asked_at    timestamptz not null,
  asked_by    text not null,
  -- calls, replications, seed and what-ifs
  asked       jsonb not null,
  -- stopped: by somebody, or because its time was over; failed: its process ended without an answer
  status      text not null default 'running' check (status in ('running', 'done', 'stopped', 'failed')),
  stage       text,
  done        integer not null default 0,
  total       integer not null default 0,
  -- whoever plays it was there then
  seen_at     timestamptz not null,
  stop_asked  boolean not null default false,
  finished_at timestamptz,
  -- as it was written, for whoever compares bytes
  report      json,
  story       json
);
create unique index rehearsal_runs_one_at_a_time on rehearsal_runs ((true)) where status = 'running';
create index rehearsal_runs_by_age on rehearsal_runs (asked_at);
