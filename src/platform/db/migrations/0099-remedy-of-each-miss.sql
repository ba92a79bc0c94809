-- What was done about a miss, by the deadline that was missed: a ticket whose change of signatures was objected to has two promises,
-- and may have missed both. miss_remedies, one text a ticket, stays for the version before, which may run beside this one and reads
-- none of these; what stands there is read on as the remedy of the last miss that it was written after.
create table promise_remedies (
  ticket_number bigint not null references tickets (number),
  due_at        timestamptz not null,
  text          text not null check (length(text) between 1 and 2000),
  written_by    text not null,
  written_at    timestamptz not null,
  primary key (ticket_number, due_at)
);
