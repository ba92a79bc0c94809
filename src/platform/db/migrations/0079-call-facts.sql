-- Rings and verifications stand in the ledger by themselves; a ticket's file finds them by their call.
create index ledger_leaves_by_call on ledger_leaves ((fields ->> 'call')) where fields ? 'call';

-- The last month of a customer's facts that is closed; null: of a line that has just begun, or that the version before began.
alter table ledger_customers add column closed_month text;
