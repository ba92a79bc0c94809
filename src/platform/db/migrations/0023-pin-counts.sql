-- Wrong PINs slow down who keys them in, and lock nobody out. A count is one instant: when all wrong PINs counted so far
-- are paid off by time. pin_failures stays for the version before, which may run beside this one.
create table pin_counts (
  kind     text not null check (kind in ('contact', 'phones', 'customer', 'all')),
  -- a contact, a customer's number, or digits that are no customer's number, blinded
  id       text not null,
  clear_at timestamptz not null,
  -- how many there were since when
  wrong    integer not null,
  since    timestamptz not null,
  -- 16 bits of the keyed slow hash of each wrong PIN, so that the same again is not counted again; some fifteen PINs of
  -- six digits have the same 16 bits
  digests  integer[] not null default '{}',
  -- when it last ran out, and when the supervisors were last told
  spent_at timestamptz,
  told_at  timestamptz,
  primary key (kind, id)
);
create index pin_counts_over on pin_counts (clear_at);

-- Whether the PIN is shorter than is asked for today, or among the first that are guessed. Nobody can tell by the hash:
-- null until the PIN is set anew or keyed in.
alter table contacts add column pin_is_weak boolean;
