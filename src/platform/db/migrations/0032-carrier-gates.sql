-- The carrier takes only so many texts a second, too. In each gate's slot goes what is most urgent then, so that nobody
-- holds a slot ahead of time.
create table message_gate (
  only_row boolean primary key default true check (only_row),
  free_at  timestamptz not null
);
insert into message_gate (free_at) values ('-infinity');

-- how often the carrier has said that it is busy since it last took something: the gate stays shut longer each time
alter table dial_gate add column refusals integer not null default 0;
alter table message_gate add column refusals integer not null default 0;

-- lower is sent first
alter table messages add column urgency bigint not null default 0;
-- how often the carrier was asked
alter table messages add column tries integer not null default 0;
-- not asked for (again) before this instant; null while it may go at once
alter table messages add column ready_at timestamptz;
create index messages_waiting on messages (urgency, created_at)
  where direction = 'outbound' and status in ('planned', 'sending');
