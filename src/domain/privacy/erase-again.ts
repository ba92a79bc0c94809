import { z } from 'zod';
import type { Database, Db } from '../../platform/db/database.ts';
import { type Blind, isErased } from '../customers/erased.ts';
import { type ErasedRow, insertErased } from '../customers/erased-store.ts';
import type { Doer } from '../users/audit-trail-store.ts';
import { type Erasure, erasePerson } from './erase-person.ts';
import { findPerson, type Person } from './person.ts';
import { contactsNotErased, numbersHeld, type Sought } from './person-store.ts';

/** A line of the list that is kept outside the backups. */
export const erasedLine = z.strictObject({
  person: z.uuid(),
  trace: z.string().regex(/^[0-9a-f]{32}$/),
  erasedAt: z.iso.datetime().transform((at) => new Date(at)),
});

/** What came of whom the list knows: how many were erased, and the contacts and tickets that stand in the way. */
export interface ErasedAgain {
  erased: number;
  onTheLine: number;
  /** tickets of theirs that wait for an answer */
  openTickets: string[];
}

/**
 * After a restore: whoever was erased since the dump is in the database again, and their traces are not. Erases them anew.
 * Doing it twice does no harm.
 */
export async function eraseAgain(
  database: Database,
  rows: readonly ErasedRow[],
  how: { by: Doer; closeOpen: boolean; pins: Blind },
  now: Date,
): Promise<ErasedAgain> {
  await database.transaction((tx) => insertErased(tx, rows));
  const result: ErasedAgain = { erased: 0, onTheLine: 0, openTickets: [] };
  for (const sought of await soughtAgain(database, how.pins, new Set(rows.map(({ trace }) => trace)))) {
    const person = await stillThere(database, sought);
    if (!person) continue;
    count(result, await database.transaction((tx) => erasePerson({ tx, now }, person, how)));
  }
  return result;
}

function count(result: ErasedAgain, erasure: Erasure): void {
  if ('erased' in erasure) result.erased += 1;
  else if (erasure.refused === 'on-the-line') result.onTheLine += 1;
  else result.openTickets.push(...erasure.tickets);
}

/** Contacts by their name at a customer; a number only where no contact has it, since it may have passed on to a colleague. */
async function soughtAgain(db: Db, pins: Blind, traces: ReadonlySet<string>): Promise<Sought[]> {
  const contacts = (await contactsNotErased(db)).filter((contact) => isErased(pins, contact, traces));
  const numbers = (await numbersHeld(db)).filter((number) => isErased(pins, number, traces));
  return [...contacts.map(({ id }) => ({ contact: id })), ...numbers.map((number) => ({ number }))];
}

/** Null: erased meanwhile, with another contact of theirs. */
async function stillThere(db: Db, sought: Sought): Promise<Person | null> {
  const found = await findPerson(db, sought);
  return 'person' in found ? found.person : null;
}
