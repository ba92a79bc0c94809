import type { Tx } from '../../platform/db/database.ts';
import { assignSeats } from '../customers/assign-seats.ts';
import { clearDeputies } from '../customers/deputy-store.ts';
import { fitSeats } from '../customers/fit-seats.ts';
import { insertCustomer, updateCustomer } from '../customers/header-store.ts';
import { changePerson, heldSeats, insertSeated, pinIsTaken } from '../customers/seat-store.ts';
import type { DirectoryChange } from '../directory-entry/change.ts';
import { markChanged } from '../directory-entry/source-store.ts';
import { loadRule } from '../plans/rule-edit-store.ts';
import type { PlannedContact, TablePlan } from './plan-table.ts';

/** Somebody new, with what is stored of their PIN. */
export interface Hashed {
  contact: PlannedContact;
  pinHash: Buffer;
}

/**
 * Saves what a table changes. To be called with the registry held, and the plan made meanwhile.
 * @param newcomers every new contact of the plan, with a PIN
 * @returns the seat each was given, in their order
 * @throws if a PIN is taken, or a seat is gone: nothing is saved then
 */
export async function saveTable(
  tx: Tx,
  plan: TablePlan,
  newcomers: readonly Hashed[],
  { by, now }: DirectoryChange,
): Promise<number[]> {
  await clearDeputies(tx, now);
  for (const { number, header, kind } of plan.customers) {
    if (kind === 'unchanged') continue;
    if (kind === 'new') await insertCustomer(tx, number, header);
    else {
      const seats = (await loadRule(tx, 'plans', header.plan))?.definition.seats ?? 0;
      await fitSeats(tx, [number], seats);
      await updateCustomer(tx, number, header);
    }
    await markChanged(tx, 'customers', number, { by, now });
  }
  for (const contact of plan.contacts) {
    if (contact.kind !== 'changed' || contact.id === null) continue;
    await changePerson(tx, contact.id, contact);
    await markChanged(tx, 'contacts', contact.id, { by, now });
  }
  const seats = await seatsFor(tx, newcomers);
  for (const [index, { contact, pinHash }] of newcomers.entries()) {
    const { customerNumber, name, phones, language } = contact;
    if (await pinIsTaken(tx, customerNumber, pinHash)) throw new Error('a PIN that was made is taken');
    const seat = seats[index] ?? 0;
    const one = { customerNumber, seat, name, phones, language, pinHash, since: now, deputy: null };
    await insertSeated(tx, one, by, now);
  }
  return seats;
}

/** The lowest free seats of each customer. */
async function seatsFor(tx: Tx, newcomers: readonly Hashed[]): Promise<number[]> {
  const numbers = [...new Set(newcomers.map(({ contact }) => contact.customerNumber))];
  const held = Map.groupBy(await heldSeats(tx, numbers), ({ customer }) => customer);
  const free = new Map(
    numbers.map((number) => {
      const taken = (held.get(number) ?? []).map(({ seat }) => seat);
      const coming = newcomers.filter(({ contact }) => contact.customerNumber === number);
      const all = assignSeats([...taken, ...coming.map(() => undefined)], Number.MAX_SAFE_INTEGER);
      return [number, all.slice(taken.length).values()] as const;
    }),
  );
  return newcomers.map(({ contact }) => Number(free.get(contact.customerNumber)?.next().value));
}
