-- Which plan and term a customer had, and until when: the report of a month that is over tells the plan of then, and one is due where
-- there was a contract then. The version before writes none; what it changes meanwhile is told as it stands.
create table former_contracts (
  customer_number text not null references customers (number),
  until           timestamptz not null,
  plan            text not null,
  valid_from      date not null,
  valid_until     date not null,
  primary key (customer_number, until)
);
