import type { Books } from './books-store.ts';
import type { Fault } from './happened.ts';
import type { Seen } from './seen.ts';

/** Both sides of the ledger, and what was in the way. */
export interface Ledger {
  seen: Seen;
  books: Books;
  /** in the order of their beginning */
  faults: readonly Fault[];
  /** what must be done is done so long after a fault's end at the latest */
  promisedMs: number;
  /** when the books were closed */
  closedAt: Date;
}

/** Something that may not be: `lost`, `doubled`, `late`, or otherwise `wrong`. */
export interface Breach {
  sort: 'lost' | 'doubled' | 'late' | 'wrong';
  of: string;
  what: string;
}
