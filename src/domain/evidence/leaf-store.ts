import type { Db } from '../../platform/db/database.ts';
import { write } from '../../platform/db/write.ts';
import { type Fields, makeStatement } from './statement.ts';

/** A fact that has no row of its own elsewhere. */
export interface NewFact {
  fact:
    | 'rule'
    | 'reconciliation'
    | 'clock'
    | 'log-begun'
    | 'promise'
    | 'ring'
    | 'verification'
    | 'month-closed';
  at: Date | null;
  fields: Fields;
  ticketNumber?: string;
  customerNumber?: string | null;
}

/** The columns of a leaf that are made of a fact, as parameters of a statement that writes the fact itself, too. */
export function leafParams(fields: Fields, kept: Fields = fields): unknown[] {
  const { commitments, hash, salt } = makeStatement(fields);
  return [JSON.stringify(kept), JSON.stringify(commitments), hash, salt];
}

/** Writes facts into the ledger, in the transaction in which they become true; the tree grows later. */
export async function addFacts(db: Db, facts: readonly NewFact[], afterwards = false): Promise<void> {
  for (const { fact, at, fields, ticketNumber, customerNumber } of facts)
    await write(
      db,
      `insert into ledger_leaves (fact, at, ticket_number, customer_number, afterwards, fields, commitments, hash, salt)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        fact,
        at,
        ticketNumber ?? null,
        customerNumber ?? null,
        afterwards,
        ...leafParams({ fact, ...(at === null ? {} : { at: at.toISOString() }), ...fields }),
      ],
    );
}
