import type { NewFact } from './leaf-store.ts';
import { fieldsOf } from './statement.ts';

/** A call, by its own id. */
interface Rung {
  id: string;
  /** the first ring */
  startedAt: Date;
}

/** That a call has rung, when it did. Whose it is nobody knows yet. @param source where it is from, if the ring did not reach us */
export function ringFact({ id, startedAt }: Rung, source?: 'carrier'): NewFact {
  return { fact: 'ring', at: startedAt, fields: fieldsOf({ call: id, source }) };
}

/** That a caller has shown, by their PIN, for which customer they call. */
export function verificationFact({ id }: Pick<Rung, 'id'>, customerNumber: string, at: Date): NewFact {
  return { fact: 'verification', at, customerNumber, fields: fieldsOf({ call: id, by: 'pin' }) };
}
