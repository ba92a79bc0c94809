-- A receipt names the fact that a ticket was opened, and no other entry of its timeline: every fact that got its place in the tree
-- was entered here, too, at a random place. The version before still finds receipts, by reading on.
create index ledger_leaves_by_opening on ledger_leaves (substr(hash, 1, 6))
  where fact = 'timeline' and (afterwards or fields ? 'ticket.openedAt');
drop index ledger_leaves_by_receipt;
