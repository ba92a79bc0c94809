-- The fact that a ticket was opened was a little too long for a row, and its commitments went into a table beside it: as long as
-- two fit on a page they stay in the row, and writing it takes a quarter less.
alter table ledger_leaves set (toast_tuple_target = 4080);
