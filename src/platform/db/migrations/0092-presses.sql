-- What a form of the console asked for is done once, whichever process is asked again. The row is written with the change; the
-- answer follows it, under a key that only the page knows which the form stood on.
create table presses (
  key_hash   bytea primary key,
  answer     bytea,
  pressed_at timestamptz not null
);
create index presses_pressed on presses (pressed_at);
