-- A promise is due at its deadline, or at the one that was missed, whatever it was moved to: figures and reports look it up so.
drop index tickets_due;
create index tickets_due on tickets ((coalesce(missed_at, respond_by))) include (
  number, severity, plan, priority, customer_number, verified, window_from, respond_by, acknowledged_at, answered_at, missed_at, closed_at);
