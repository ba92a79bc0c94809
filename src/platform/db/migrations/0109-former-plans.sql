-- Which plan a customer had, and until when: the report of a month that is over tells the plan of then. The version before writes none;
-- whatever plan it takes from a customer meanwhile is told by the one they have.
create table former_plans (
  customer_number text not null references customers (number),
  until           timestamptz not null,
  plan            text not null,
  primary key (customer_number, until)
);
