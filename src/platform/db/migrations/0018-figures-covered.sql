-- A month of figures is some ten thousand cases and tries: with the columns beside the time they are counted without a look
-- into the tables, in about half the time.
drop index tickets_due;
create index tickets_due on tickets (respond_by) include (
  number, severity, plan, priority, customer_number, verified, window_from, acknowledged_at, answered_at, missed_at, closed_at);
drop index callback_attempts_started;
create index callback_attempts_started on callback_attempts (started_at) include (ticket_number, outcome, stage);
