-- Legs and texts that are written at one instant go out in the order in which they were written: whoever speaks the caller's
-- language is rung first. Rows of before have none and came first.
create sequence calls_written;
alter table calls add column written bigint;
alter table calls alter column written set default nextval('calls_written');
alter sequence calls_written owned by calls.written;
create sequence messages_written;
alter table messages add column written bigint;
alter table messages alter column written set default nextval('messages_written');
alter sequence messages_written owned by messages.written;
