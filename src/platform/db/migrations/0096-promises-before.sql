-- A promise that an objection to a change of signatures has ended stands in the entry of that objection: figures and reports look it
-- up. The version before writes none, and its objections move the one promise as before.
create index ticket_events_objected on ticket_events (ticket_number, id)
  where kind = 'progress' and detail ->> 'stage' = 'objected';
