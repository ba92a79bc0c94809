-- A message may be forgotten before those that went out inside it: another person's, or those of a ticket that is still open. They stand by
-- themselves from then on, as those of before 0015 do. Every row fits already, by the constraint that this one takes over from.
alter table messages drop constraint messages_bundled_into_fkey,
  add constraint messages_bundled_into_fkey foreign key (bundled_into) references messages (id) on delete set null not valid;
