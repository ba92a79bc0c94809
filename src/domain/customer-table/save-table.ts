import type { Tx } from '../../platform/db/database.ts';
import { assignSeats } from '../customers/assign-seats.ts';
import { clearDeputies } from '../customers/deputy-store.ts';
import { fitSeats } from '../customers/fit-seats.ts';
import { writeCustomers } from '../customers/header-store.ts';
import { changePeople, findTakenPins, heldSeats, insertAllSeated } from '../customers/seat-store.ts';
import type { DirectoryChange } from '../directory-entry/change.ts';
import { markAllChanged } from '../directory-entry/source-store.ts';
import { listRules } from '../plans/rule-edit-store.ts';
import type { PlannedContact, PlannedCustomer, TablePlan } from './plan-table.ts';

/** Somebody new, with what is stored of their PIN. */
export interface Hashed {
  contact: PlannedContact;
  pinHash: Buffer;
}

/** Somebody new who is in force now. */
export interface NewlySeated {
  id: string;
  seat: number;
}

/**
 * Saves what a table changes, in a few statements however long it is. To be called with the registry held, and the plan made
 * meanwhile.
 * @param newcomers every new contact of the plan, with a PIN
 * @returns what each of them has become, in their order
 * @throws if a PIN is taken, or a seat is gone: nothing is saved then
 */
export async function saveTable(
  tx: Tx,
  plan: TablePlan,
  newcomers: readonly Hashed[],
  change: DirectoryChange,
): Promise<NewlySeated[]> {
  await clearDeputies(tx, change.now);
  await saveCustomers(tx, plan.customers, change);
  const changed = plan.contacts.flatMap(({ id, kind, name, phones, language }) =>
    kind === 'changed' && id !== null ? [{ id, name, phones, language }] : [],
  );
  await changePeople(tx, changed);
  const ids = changed.map(({ id }) => id);
  await markAllChanged(tx, 'contacts', ids, change);
  return seatAll(tx, newcomers, change);
}

async function saveCustomers(
  tx: Tx,
  planned: readonly PlannedCustomer[],
  change: DirectoryChange,
): Promise<void> {
  const saved = planned.filter(({ kind }) => kind !== 'unchanged');
  const plans = new Map((await listRules(tx, 'plans')).map(({ name, definition }) => [name, definition]));
  const known = saved.filter(({ kind }) => kind === 'changed');
  for (const [plan, customers] of Map.groupBy(known, ({ header }) => header.plan)) {
    const numbers = customers.map(({ number }) => number);
    await fitSeats(tx, numbers, plans.get(plan)?.seats ?? 0);
  }
  await writeCustomers(tx, saved, change.now);
  const numbers = saved.map(({ number }) => number);
  await markAllChanged(tx, 'customers', numbers, change);
}

async function seatAll(
  tx: Tx,
  newcomers: readonly Hashed[],
  change: DirectoryChange,
): Promise<NewlySeated[]> {
  const seats = await seatsFor(tx, newcomers);
  const people = newcomers.map(({ contact, pinHash }, index) => {
    const { customerNumber, name, phones, language } = contact;
    const seat = seats[index] ?? 0;
    return { customerNumber, seat, name, phones, language, pinHash, since: change.now, deputy: null };
  });
  if ((await findTakenPins(tx, people)).size > 0) throw new Error('a PIN that was made is taken');
  const ids = await insertAllSeated(tx, people, change);
  return people.map(({ seat }, index) => ({ id: ids[index] ?? '', seat }));
}

/** The lowest free seats of each customer. */
async function seatsFor(tx: Tx, newcomers: readonly Hashed[]): Promise<number[]> {
  const coming = Map.groupBy(newcomers, ({ contact }) => contact.customerNumber);
  const held = Map.groupBy(await heldSeats(tx, [...coming.keys()]), ({ customer }) => customer);
  const free = new Map(
    [...coming].map(([number, { length }]) => {
      const taken = (held.get(number) ?? []).map(({ seat }) => seat);
      const wanted = Array.from({ length }, () => undefined);
      const all = assignSeats([...taken, ...wanted], Number.MAX_SAFE_INTEGER);
      return [number, all.slice(taken.length).values()] as const;
    }),
  );
  return newcomers.map(({ contact }) => Number(free.get(contact.customerNumber)?.next().value));
}
