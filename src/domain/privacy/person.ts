import type { Db } from '../../platform/db/database.ts';
import { ownNumbers, type PersonContact, personsOf, type Sought } from './person-store.ts';

/** Somebody from outside of whom something is held. */
export interface Person {
  /** every seat they hold or held: rows of one customer with the same name; empty for an unregistered number */
  contacts: PersonContact[];
  /** E.164; only those that are theirs alone */
  numbers: string[];
}

export type FoundPerson =
  | { person: Person }
  /** the number of one of our own: an engineer, a supervisor */
  | { refused: 'ours' }
  /** several people have this number: it has to be said which one is meant */
  | { refused: 'shared'; contacts: PersonContact[] }
  | { refused: 'unknown' };

/** Who is meant: by the id of a contact, or by a number. */
export async function findPerson(db: Db, sought: Sought): Promise<FoundPerson> {
  const contacts = await personsOf(db, sought);
  if ('contact' in sought && contacts.length === 0) return { refused: 'unknown' };
  const [first, ...others] = contacts;
  const isOne = others.every(
    ({ name, customerNumber }) => name === first?.name && customerNumber === first.customerNumber,
  );
  if (!isOne) return { refused: 'shared', contacts };
  const candidates = 'number' in sought ? [sought.number] : [];
  const all = [...new Set([...candidates, ...contacts.flatMap(({ phones }) => phones)])];
  const numbers = await ownNumbers(
    db,
    all,
    contacts.map(({ id }) => id),
  );
  if ('number' in sought && !numbers.includes(sought.number)) return { refused: 'ours' };
  return { person: { contacts, numbers } };
}
