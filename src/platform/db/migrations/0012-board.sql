-- The console with a long record: nothing it asks for may grow with what is stored.

-- a case's callbacks, and those of the API's list of one case
create index callbacks_by_ticket on callbacks (ticket_number, created_at);

-- Every number that ever stood at either end of a call, once: people search by parts of a number, and there are few numbers
-- beside many calls. A number goes with the last call that names it.
create table call_numbers (number text primary key);
insert into call_numbers
  select from_number from calls where from_number is not null union select to_number from calls where to_number is not null;

create function keep_call_numbers() returns trigger language plpgsql as $$
begin
  -- a number that is known takes no lock: callers do not wait for each other
  insert into call_numbers (number)
    select distinct number from unnest(array[new.from_number, new.to_number]) as ends (number)
    where number is not null and not exists (select from call_numbers known where known.number = ends.number)
    order by number on conflict do nothing;
  return null;
end $$;
create trigger calls_keep_numbers after insert or update of from_number, to_number on calls
  for each row execute function keep_call_numbers();

create function drop_call_numbers() returns trigger language plpgsql as $$
begin
  delete from call_numbers where number in (old.from_number, old.to_number)
    and not exists (select from calls where from_number = call_numbers.number)
    and not exists (select from calls where to_number = call_numbers.number);
  return null;
end $$;
create trigger calls_drop_numbers after delete or update of from_number, to_number on calls
  for each row execute function drop_call_numbers();
