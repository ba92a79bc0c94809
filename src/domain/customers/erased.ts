import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import type { CustomerEntry, Directory } from '../directory-entry/directory.ts';
import { skeletonOf } from '../users/look-alike.ts';
import { deleteErased, findErased, insertErased } from './erased-store.ts';
import type { PinHasher } from './pin-hasher.ts';

/** Makes a name that tells nothing to whoever does not have the key. */
export type Blind = Pick<PinHasher, 'blind'>;

/** Somebody at a customer, as a file or a form names them. */
export interface Newcomer {
  customerNumber: string;
  name: string;
  phones: readonly string[];
}

/** Somebody who was erased, and is named again. */
export interface Returning {
  /** the common name of their traces */
  persons: string[];
  erasedAt: Date;
}

const TITLES = new Set(['dr', 'prof', 'herr', 'frau', 'mr', 'mrs', 'ms', 'mme', 'ing', 'dipl', 'mag']);

/** A name however it is written: order, case, accents and titles do not count. */
function comparable(name: string): string {
  const parts = skeletonOf(name).split(/[^\p{L}\p{N}]+/u);
  return parts
    .filter((part) => part !== '' && !TITLES.has(part))
    .toSorted()
    .join(' ');
}

function traceOfName({ blind }: Blind, customerNumber: string, name: string): string {
  return blind(`erased\ncontact\n${customerNumber}\n${comparable(name)}`);
}

function traceOfNumber({ blind }: Blind, number: string): string {
  return blind(`erased\nnumber\n${number}`);
}

function tracesOf(blind: Blind, { customerNumber, name, phones }: Newcomer): string[] {
  return [traceOfName(blind, customerNumber, name), ...phones.map((phone) => traceOfNumber(blind, phone))];
}

/**
 * Keeps by what somebody who is erased would be known again.
 * @param numbers E.164; those that are theirs alone
 */
export async function rememberErased(
  { tx, now }: Work,
  blind: Blind,
  {
    contacts,
    numbers,
  }: { contacts: readonly Pick<Newcomer, 'customerNumber' | 'name'>[]; numbers: readonly string[] },
): Promise<void> {
  const names = contacts.map(({ customerNumber, name }) => traceOfName(blind, customerNumber, name));
  const traces = [...names, ...numbers.map((number) => traceOfNumber(blind, number))];
  const person = randomUUID();
  await insertErased(
    tx,
    traces.map((trace) => ({ person, trace, erasedAt: now })),
  );
}

/** Whether somebody was erased: by name at this customer, or by a number that was theirs alone. */
export async function findReturning(db: Db, blind: Blind, newcomer: Newcomer): Promise<Returning | null> {
  const rows = await findErased(db, tracesOf(blind, newcomer));
  const [first] = rows;
  return first ? { persons: rows.map(({ person }) => person), erasedAt: first.erasedAt } : null;
}

/** Whether a contact, by name at their customer, or a number is among these traces. */
export function isErased(
  blind: Blind,
  one: Pick<Newcomer, 'customerNumber' | 'name'> | string,
  traces: ReadonlySet<string>,
): boolean {
  return traces.has(
    typeof one === 'string' ? traceOfNumber(blind, one) : traceOfName(blind, one.customerNumber, one.name),
  );
}

/** Somebody wants to be known again: what stood against it is forgotten. */
export async function takeBack(tx: Tx, { persons }: Returning): Promise<void> {
  await deleteErased(tx, persons);
}

/** A contact of a file who was erased: where they stand in it. */
export interface Skipped {
  customerNumber: string;
  index: number;
  erasedAt: Date;
}

/**
 * Leaves out contacts of a file who were erased; who is in force already stays.
 * @param isTakenBack whether somebody is let in again, by name
 */
export async function withoutErased(
  tx: Tx,
  directory: Directory,
  current: Directory<unknown>,
  { pins, isTakenBack }: { pins: Blind; isTakenBack: (name: string) => boolean },
): Promise<{ directory: Directory; skipped: Skipped[] }> {
  const skipped: Skipped[] = [];
  const customers = new Map<string, CustomerEntry>();
  for (const [customerNumber, entry] of directory.customers) {
    const known = (current.customers.get(customerNumber)?.contacts ?? []) as { name: string }[];
    const staying = [];
    for (const [index, contact] of entry.contacts.entries()) {
      const isNew = !known.some(({ name }) => name === contact.name);
      const returning = isNew ? await findReturning(tx, pins, { customerNumber, ...contact }) : null;
      if (returning && isTakenBack(contact.name)) await takeBack(tx, returning);
      else if (returning) {
        skipped.push({ customerNumber, index, erasedAt: returning.erasedAt });
        continue;
      }
      staying.push(contact);
    }
    customers.set(customerNumber, { ...entry, contacts: staying });
  }
  return { directory: { ...directory, customers }, skipped };
}
