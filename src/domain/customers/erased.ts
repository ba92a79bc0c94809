import { randomUUID } from 'node:crypto';
import type { Db } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import type { CustomerEntry, Directory } from '../directory-entry/directory.ts';
import { addAuditEntry, type Doer } from '../users/audit-trail-store.ts';
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
  /** where they are named */
  customerNumber: string;
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
  return (await findAllReturning(db, blind, [newcomer])).get(newcomer) ?? null;
}

/** Those of many who were erased; the database is asked once. */
export async function findAllReturning<One extends Newcomer>(
  db: Db,
  blind: Blind,
  newcomers: readonly One[],
): Promise<Map<One, Returning>> {
  if (newcomers.length === 0) return new Map();
  const traces = new Map(newcomers.map((one) => [one, tracesOf(blind, one)]));
  const rows = await findErased(db, [...traces.values()].flat());
  const returning = new Map<One, Returning>();
  for (const [one, own] of traces) {
    const found = rows.filter(({ trace }) => own.includes(trace));
    const [first] = found;
    const { customerNumber } = one;
    const persons = found.map(({ person }) => person);
    if (first) returning.set(one, { persons, customerNumber, erasedAt: first.erasedAt });
  }
  return returning;
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

/** Somebody wants to be known again: what stood against it is forgotten, and who let them in is written down, without their name. */
export async function takeBack(
  { tx, now }: Work,
  { persons, customerNumber }: Returning,
  by: Doer,
): Promise<void> {
  await deleteErased(tx, persons);
  await addAuditEntry(tx, by, { action: 'erasure-lifted', subject: customerNumber }, now);
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
  work: Work,
  directory: Directory,
  current: Directory<unknown>,
  { pins, by, isTakenBack }: { pins: Blind; by: Doer; isTakenBack: (name: string) => boolean },
): Promise<{ directory: Directory; skipped: Skipped[] }> {
  const newcomers = [...directory.customers].flatMap(([customerNumber, { contacts }]) => {
    const known = (current.customers.get(customerNumber)?.contacts ?? []) as { name: string }[];
    const names = new Set(known.map(({ name }) => name));
    return contacts
      .map((contact, index) => ({ ...contact, customerNumber, index }))
      .filter(({ name }) => !names.has(name));
  });
  const returning = await findAllReturning(work.tx, pins, newcomers);
  const welcome = [...returning].filter(([{ name }]) => isTakenBack(name)).map(([, one]) => one);
  for (const one of welcome) await takeBack(work, one, by);
  const forgotten = new Set(welcome.flatMap(({ persons }) => persons));
  const skipped = [...returning]
    .filter(([, { persons }]) => !persons.every((person) => forgotten.has(person)))
    .map(([{ customerNumber, index }, { erasedAt }]) => ({ customerNumber, index, erasedAt }));
  return { directory: { ...directory, customers: without(directory.customers, skipped) }, skipped };
}

function without(customers: Directory['customers'], skipped: readonly Skipped[]): Map<string, CustomerEntry> {
  const ofCustomer = Map.groupBy(skipped, ({ customerNumber }) => customerNumber);
  return new Map(
    [...customers].map(([number, entry]) => {
      const left = new Set(ofCustomer.get(number)?.map(({ index }) => index));
      return [number, { ...entry, contacts: entry.contacts.filter((_, index) => !left.has(index)) }];
    }),
  );
}
