-- When the carrier last had one of an engineer's numbers opted out of SMS: a message written later that does arrive shows that
-- they are back in. Null: they asked us, by a word the carrier does not know, and only a word of theirs takes it back.
alter table engineers add column opted_out_at timestamptz;
update engineers set opted_out_at = now() where opted_out <> '{}';
