-- What an engineer did in a time: for their rest, and for the figures of a month.
create index ticket_events_of_people on ticket_events (coalesce(actor_id, actor), at)
  where actor_kind in ('engineer', 'user');
create index users_of_engineer on users (engineer) where engineer is not null;
