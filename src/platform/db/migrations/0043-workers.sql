-- Which workers are there, and what each of them has in hand: so that what a worker was killed with goes on within seconds.

-- seen_at is this server's own clock, whatever the hosts' clocks say
create table workers (
  id      uuid primary key,
  seen_at timestamptz not null default clock_timestamp()
);

-- who has it in hand, by workers.id; null: nobody, or a worker of the version before, whose lease has to end
alter table timers add column owner uuid;
alter table messages add column owner uuid;
alter table calls add column owner uuid;
create index timers_in_hand on timers (owner) where owner is not null;
create index messages_in_hand on messages (owner) where owner is not null and status = 'sending';
create index calls_in_hand on calls (owner) where owner is not null and status = 'sending';

-- when a leg whose asking was not answered may be asked for again; null: after the usual while
alter table calls add column ready_at timestamptz;
