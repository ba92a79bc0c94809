-- Who did something is a kind and a name: a user may be called like an engineer's key, or like the hotline itself. Null in
-- rows of versions before, whose word alone stands. What was there before reads on: `actor` says what it always said.

-- engineer, user, program, caller, customer, supervisors, api, hotline
alter table ticket_events add column actor_kind text;
-- of a user their id, of a program the name of its token
alter table ticket_events add column actor_id text;

-- user, program, operator, single-sign-on, stranger
alter table audit_entries add column user_kind text;
