-- A key changes where its leg stands (`visit`), and that alone. As long as no index reads that column, the new row is written beside the
-- old one, and none of the twenty indexes is touched: https://www.postgresql.org/docs/current/storage-hot.html
--
-- What a call has recorded stands in `recordings` since 0011, by the same transaction.
drop index calls_by_recording;

-- A caller was missed who rang off without a ticket, asked about none and was told nothing that they called for; who left a message was, since
-- somebody has to hear it. An engineer who rang to hear what is open for them was not. It is known once the leg has ended.
create function is_missed(leg calls) returns boolean language sql immutable as $$
  select leg.party = 'caller' and leg.ended_at is not null and leg.ticket_number is null
    and coalesce(leg.visit -> 'vars' ->> 'known-case', '') = '' and coalesce(leg.visit -> 'vars' ->> 'asked-case', '') = ''
    and leg.visit ->> 'state' not in ('thanks', 'rescued', 'no-phone-line', 'engineer-rung-back', 'engineer-case')
    and (leg.engineer is null or leg.visit ->> 'state' not in ('engineer-none', 'goodbye'))
$$;
alter table calls add column missed boolean;
update calls set missed = true where party = 'caller' and ended_at is not null and ticket_number is null
  and coalesce(visit -> 'vars' ->> 'known-case', '') = '' and coalesce(visit -> 'vars' ->> 'asked-case', '') = ''
  and visit ->> 'state' not in ('thanks', 'rescued', 'no-phone-line', 'engineer-rung-back', 'engineer-case')
  and is_missed(calls);

create function note_missed() returns trigger language plpgsql as $$
begin
  new.missed := is_missed(new);
  return new;
end
$$;
create trigger calls_note_missed before insert or update on calls
  for each row when (new.ended_at is not null) execute function note_missed();

drop index calls_missed;
create index calls_missed on calls (started_at, id) where missed;
