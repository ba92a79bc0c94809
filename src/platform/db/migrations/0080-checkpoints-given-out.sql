-- What an authority outside has said of a checkpoint: that it was there at an instant (RFC 3161).
create table ledger_stamps (
  log_id     smallint not null references ledger_logs (id),
  size       bigint not null,
  -- what was stamped: the whole note
  note       text not null,
  authority  text not null,
  stamped_at timestamptz not null,
  reply      bytea not null,
  primary key (log_id, size)
);

-- What is done with a checkpoint each night (stamp, folder, e-mail): up to when it was done, and what stands in the way.
create table ledger_errands (
  kind     text primary key,
  tried_at timestamptz not null,
  done_at  timestamptz,
  -- null: it was done when it was tried last
  error    text
);
