import type { Tx } from './database.ts';

/** What changes the record is done in one transaction, at one instant. */
export interface Work {
  tx: Tx;
  now: Date;
}
