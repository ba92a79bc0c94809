-- Recordings as things of their own: fetched from the carrier, kept by us, deleted there. Until now they were only named by
-- tickets, events and calls; those are taken over here. What the code of the version before goes on naming while both run is
-- taken over by the new one when it starts, and once a day.

create table recordings (
  -- the carrier's name for it
  sid          text primary key,
  call_id      uuid references calls (id),
  made_at      timestamptz not null,
  seconds      integer,
  -- at-carrier → stored → deleted-at-carrier; missing: the carrier never gave it out;
  -- unwanted: to be deleted wherever it is, then deleted
  state        text not null default 'at-carrier'
    check (state in ('at-carrier', 'stored', 'deleted-at-carrier', 'missing', 'unwanted', 'deleted')),
  -- how often in a row fetching, storing or deleting has failed
  failures     integer not null default 0,
  -- where it lies in the storage, and what it must be when it is read again
  storage_key  text,
  content_type text,
  bytes        bigint,
  sha256       text,
  stored_at    timestamptz,
  -- how loud it is from its beginning to its end, a byte each: what the player draws
  peaks        bytea,
  deleted_at   timestamptz
);
create index recordings_of_call on recordings (call_id);
create index recordings_kept on recordings (made_at) where state not in ('unwanted', 'deleted');
create index recordings_to_do on recordings (made_at) where state in ('at-carrier', 'stored', 'unwanted');

insert into recordings (sid, call_id, seconds, made_at)
select distinct on (sid) sid, call_id, seconds, made_at from (
  select recording_sid as sid, call_id, null::integer as seconds, opened_at as made_at from tickets
   where recording_sid is not null
  union all
  select detail ->> 'recording', tickets.call_id, (detail ->> 'seconds')::numeric::integer, at
    from ticket_events join tickets on tickets.number = ticket_number where detail ? 'recording'
  union all
  select visit -> 'vars' ->> 'recording', id, null, started_at from calls where visit -> 'vars' ? 'recording'
) named where sid is not null order by sid, seconds nulls last;
