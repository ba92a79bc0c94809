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
  return [JSON.stringify(kept), commitments, hash, salt];
}

const COLUMNS = 8;

/** Writes facts into the ledger, in the transaction in which they become true, by one statement; the tree grows later. */
export async function addFacts(db: Db, facts: readonly NewFact[], afterwards = false): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(({ fact, at, fields, ticketNumber = null, customerNumber = null }) => [
    fact,
    at,
    ticketNumber,
    customerNumber,
    ...leafParams({ fact, ...(at === null ? {} : { at: at.toISOString() }), ...fields }),
  ]);
  const columns = Array.from({ length: COLUMNS }, (_, place) => rows.map((row) => row[place]));
  await write(
    db,
    `insert into ledger_leaves (fact, at, ticket_number, customer_number, fields, commitments, hash, salt, afterwards)
     select leaf.*, $9 from unnest($1::text[], $2::timestamptz[], $3::bigint[], $4::text[], $5::jsonb[], $6::jsonb[], $7::bytea[], $8::bytea[]) as leaf`,
    [...columns, afterwards],
  );
}
