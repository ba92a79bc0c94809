-- The figures ask which cases were due in a span of time, which tries to call back began in it, and when callers rang: each
-- is read along an index.

create index tickets_due on tickets (respond_by);
create index callback_attempts_started on callback_attempts (started_at);
-- the columns beside the time spare the look into the table: there are many calls, and nothing else of them is asked
create index calls_of_callers on calls (started_at) include (customer_number, ticket_number) where party = 'caller';
