-- Seats that change hands. A deputy has a contact's seat until a given instant: the row names whom it stands in for, and
-- its own retired_at is that instant, so that code which knows no deputies takes it for somebody who has left. The contact
-- keeps the seat and rests meanwhile; the seats of a customer are as many as before, and nobody has to end anything.
alter table contacts add column since timestamptz;
alter table contacts add column deputy_for uuid references contacts (id);
-- kept until the row is next cleared away, so that the database can hold what time alone cannot: one deputy a contact
alter table contacts add column standing_in boolean not null default false
  check (not standing_in or (deputy_for is not null and since is not null and retired_at is not null));
create unique index contacts_one_deputy on contacts (deputy_for) where standing_in;
-- a PIN tells who is calling, deputies too
create unique index contacts_pin_of_all on contacts (customer_number, pin_hash) where retired_at is null or standing_in;
create index contacts_of_customer on contacts (customer_number, seat);

-- The list of customers is read by name.
create index customers_by_name on customers (name, number);
