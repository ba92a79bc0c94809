-- The call log asks for callers whom nobody served, newest first. What makes one served is asked of the leg's visit; the old
-- index left that to be read, row by row, of everybody who has no ticket. The words are those of SERVED in call-view-store.ts.
drop index calls_missed;
create index calls_missed on calls (started_at, id) where party = 'caller' and ended_at is not null and ticket_number is null
  and coalesce(visit -> 'vars' ->> 'known-case', '') = '' and coalesce(visit -> 'vars' ->> 'asked-case', '') = ''
  and visit ->> 'state' not in ('thanks', 'rescued', 'no-phone-line', 'engineer-rung-back', 'engineer-case');
