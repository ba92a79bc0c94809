-- By what somebody who was erased is known again: keyed hashes of their name at the customer and of numbers that were theirs
-- alone. The key is not in the database, so nobody is found by them who is not asked about.

create table erased_people (
  -- all traces of one person have the same
  person    uuid not null,
  trace     text not null,
  erased_at timestamptz not null,
  primary key (trace, person)
);
create index erased_people_person on erased_people (person);
