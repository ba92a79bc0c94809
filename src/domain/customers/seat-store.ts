import { randomUUID } from 'node:crypto';
import type { Db } from '../../platform/db/database.ts';
import type { DirectoryChange } from '../directory-entry/change.ts';
import { type EntrySource, SOURCE_COLUMNS } from '../directory-entry/entry-source.ts';
import type { Contact } from './customer-store.ts';
import { nextTryAt } from './pin-guard.ts';

/** Somebody who has, had or will have a seat. */
export interface Seated extends Contact, EntrySource {
  /** since when; null if that was before it was noted */
  since: Date | null;
  /** of a deputy the end, of somebody retired when that was; null while it has no end */
  until: Date | null;
  /** the id of the contact whose seat a deputy has for a time */
  deputyFor: string | null;
  /** too many wrong PINs from their phone: until then none is looked at; null if the next one is */
  lockedUntil: Date | null;
}

const SEATED = `contacts.id, customer_number as "customerNumber", seat, name, phones, language, contacts.since,
  retired_at as until, deputy_for as "deputyFor", ${SOURCE_COLUMNS}`;

/** Who holds the seats of a customer, and who stands in or is about to; by seat, holders first. */
export async function listSeated(db: Db, customerNumber: string, now: Date): Promise<Seated[]> {
  const rows = await db.query<Seated & { wrongPinsUntil: Date | null }>(
    `select ${SEATED}, null as "lockedUntil", clear_at as "wrongPinsUntil"
       from contacts left join pin_counts on kind = 'contact' and pin_counts.id = contacts.id::text
      where customer_number = $1 and (retired_at is null or (standing_in and retired_at > $2))
      order by seat, deputy_for nulls first`,
    [customerNumber, now],
  );
  const seats = new Map(rows.map(({ id, seat }) => [id, seat]));
  // a deputy sits where its contact does, also when that one has moved meanwhile
  return rows
    .filter(({ deputyFor }) => deputyFor === null || seats.has(deputyFor))
    .map(({ wrongPinsUntil, ...one }) => ({
      ...one,
      seat: seats.get(one.deputyFor ?? one.id) ?? one.seat,
      lockedUntil: wrongPinsUntil && laterThan(now, nextTryAt('contact', wrongPinsUntil)),
    }));
}

function laterThan(now: Date, at: Date): Date | null {
  return at > now ? at : null;
}

/** Who had a seat before, deputies too, the last first. */
export async function seatHistory(
  db: Db,
  { customerNumber, seat }: { customerNumber: string; seat: number },
  now: Date,
  limit: number,
): Promise<Seated[]> {
  return db.query<Seated>(
    `select ${SEATED}, null as "lockedUntil" from contacts
      where customer_number = $1 and seat = $2 and retired_at <= $3 order by retired_at desc, id limit $4`,
    [customerNumber, seat, now, limit],
  );
}

/** A PIN as it is stored, and whose contact has it. */
interface HashOfCustomer {
  customerNumber: string;
  pinHash: Buffer;
}

/** Whether anybody who may call now or later has this PIN. */
export async function pinIsTaken(db: Db, customerNumber: string, pinHash: Buffer): Promise<boolean> {
  const one = { customerNumber, pinHash };
  return (await findTakenPins(db, [one])).has(one);
}

/** Those of several PINs that somebody has who may call now or later. */
export async function findTakenPins<One extends HashOfCustomer>(
  db: Db,
  pins: readonly One[],
): Promise<Set<One>> {
  const rows = await db.query<{ place: number }>(
    `select place::int from unnest($1::text[], $2::bytea[]) with ordinality as wanted (customer, hash, place)
      where exists (select from contacts where customer_number = customer and pin_hash = hash
        and (retired_at is null or standing_in))`,
    [pins.map(({ customerNumber }) => customerNumber), pins.map(({ pinHash }) => pinHash)],
  );
  const places = new Set(rows.map(({ place }) => place - 1));
  return new Set(pins.filter((_, index) => places.has(index)));
}

export interface NewSeated {
  customerNumber: string;
  seat: number;
  name: string;
  phones: string[];
  language: string;
  pinHash: Buffer;
  since: Date;
  /** of a deputy: for whom, and until when */
  deputy: { for: string; until: Date } | null;
}

/** Seats somebody. @returns their id @throws the database's error if the seat does not exist or is taken */
export async function insertSeated(db: Db, one: NewSeated, change: DirectoryChange): Promise<string> {
  const [id] = await insertAllSeated(db, [one], change);
  if (id === undefined) throw new Error('a customer is gone although the registry is held');
  return id;
}

/**
 * Seats several people at once.
 * @returns their ids, in the same order
 * @throws the database's error if a seat does not exist or is taken, by whomever
 */
export async function insertAllSeated(
  db: Db,
  people: readonly NewSeated[],
  { by, now }: DirectoryChange,
): Promise<string[]> {
  if (people.length === 0) return [];
  const rows = people.map(({ pinHash, deputy, ...one }) => ({
    ...one,
    id: randomUUID(),
    pinHash: pinHash.toString('hex'),
    deputyFor: deputy?.for,
    until: deputy?.until,
  }));
  const seated = await db.query(
    `insert into contacts (id, customer_number, seats, seat, name, phones, language, pin_hash, pin_is_weak, since,
       deputy_for, standing_in, retired_at, source, changed_by, changed_at)
     select entry.id, number, customers.seats, entry.seat, entry.name, entry.phones, entry.language,
            decode(entry."pinHash", 'hex'), false, entry.since, entry."deputyFor", entry."deputyFor" is not null,
            entry.until, 'console', $2, $3
       from jsonb_to_recordset($1) as entry (id uuid, "customerNumber" text, seat integer, name text, phones text[],
         language text, "pinHash" text, since timestamptz, "deputyFor" uuid, until timestamptz)
       join customers on number = entry."customerNumber" returning 1`,
    [JSON.stringify(rows), by, now],
  );
  if (seated.length < rows.length) throw new Error('a customer is gone although the registry is held');
  return rows.map(({ id }) => id);
}

/** Somebody has no seat any more, and nobody stands in for them. */
export async function retireSeated(db: Db, id: string, now: Date): Promise<void> {
  await db.query(
    `update contacts set retired_at = $2, standing_in = false
      where (id = $1 or deputy_for = $1) and (retired_at is null or (standing_in and retired_at > $2))`,
    [id, now],
  );
}

/** A customer's seats are all given up. */
export async function retireAllSeated(db: Db, customerNumber: string, by: string, now: Date): Promise<void> {
  await db.query(
    `update contacts set retired_at = $2, standing_in = false, source = 'console', changed_at = $2, changed_by = $3
      where customer_number = $1 and (retired_at is null or (standing_in and retired_at > $2))`,
    [customerNumber, now, by],
  );
}

/** The same people, corrected; what directory files call them is kept beside a new name. */
export async function changePeople(
  db: Db,
  people: readonly Pick<Contact, 'id' | 'name' | 'phones' | 'language'>[],
): Promise<void> {
  if (people.length === 0) return;
  await db.query(
    `update contacts set name = entry.name, phones = entry.phones, language = entry.language,
       file_name = nullif(coalesce(file_name, contacts.name), entry.name)
       from jsonb_to_recordset($1) as entry (id uuid, name text, phones text[], language text)
      where contacts.id = entry.id`,
    [JSON.stringify(people)],
  );
}

/** @param pinHash of a PIN that meets the rule */
export async function changePinHash(db: Db, id: string, pinHash: Buffer): Promise<void> {
  await db.query('update contacts set pin_hash = $2, pin_key = null, pin_is_weak = false where id = $1', [
    id,
    pinHash,
  ]);
}

/** A PIN was keyed in that is right: now it is known whether it meets the rule. */
export async function notePinWeakness(db: Db, id: string, isWeak: boolean): Promise<void> {
  await db.query('update contacts set pin_is_weak = $2 where id = $1 and pin_is_weak is distinct from $2', [
    id,
    isWeak,
  ]);
}

/** A right PIN is kept under the key of today; not if somebody else of the customer has the same PIN under it. */
export async function rekeyPin(
  db: Db,
  { id, customerNumber }: { id: string; customerNumber: string },
  { hash, key }: { hash: Buffer; key: string },
): Promise<void> {
  await db.query(
    `update contacts set pin_hash = $3, pin_key = $4
     where id = $1 and pin_key is distinct from $4 and not exists (
       select from contacts other where other.customer_number = $2 and other.pin_hash = $3 and other.id <> $1
         and (other.retired_at is null or other.standing_in))`,
    [id, customerNumber, hash, key],
  );
}

/** How many contacts in force have not keyed in their PIN since this key is in use. */
export async function countPinsNotUnder(db: Db, key: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from contacts
     where (retired_at is null or standing_in) and pin_key is distinct from $1`,
    [key],
  );
  return row?.count ?? 0;
}

/** How many contacts in force have a PIN that was moved to a key which is none of these. */
export async function countPinsUnderOthers(db: Db, keys: readonly string[]): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from contacts
     where (retired_at is null or standing_in) and pin_key <> all($1::text[])`,
    [keys],
  );
  return row?.count ?? 0;
}

/** Where a PIN is stored by its slow hash, see `PinHasher`: a quick one is a byte longer. An index has the same words. */
const SLOW = 'octet_length(pin_hash) = 32 and (retired_at is null or standing_in)';

/** The customers with PINs that are hashed slowly. */
export async function findSlowCustomers(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ customer: string }>(
    `select distinct customer_number as customer from contacts where ${SLOW}`,
  );
  return new Set(rows.map(({ customer }) => customer));
}

export async function hasSlowPins(db: Db): Promise<boolean> {
  const [row] = await db.query<{ has: boolean }>(`select exists (select from contacts where ${SLOW}) as has`);
  return row?.has ?? false;
}

/** Whose PIN is known to be weak, and of how many contacts it is not known. */
export async function findWeakPins(
  db: Db,
): Promise<{ weak: { name: string; customer: string }[]; unknown: number }> {
  const rows = await db.query<{ name: string; customer: string; weak: boolean | null }>(
    `select contacts.name, customer_number as customer, pin_is_weak as weak
       from contacts join customers on customers.number = customer_number and customers.retired_at is null
      where (contacts.retired_at is null or standing_in) and pin_is_weak is not false
      order by customer_number, seat`,
  );
  return { weak: rows.filter(({ weak }) => weak), unknown: rows.filter(({ weak }) => weak === null).length };
}

/** Contacts in force, as far as their seat is concerned, of several customers. */
export async function heldSeats(
  db: Db,
  customerNumbers: readonly string[],
): Promise<{ id: string; customer: string; seat: number }[]> {
  return db.query(
    `select id, customer_number as customer, seat from contacts
      where customer_number = any($1) and retired_at is null order by customer_number, seat`,
    [customerNumbers],
  );
}

export async function moveToSeat(db: Db, id: string, seat: number): Promise<void> {
  await db.query('update contacts set seat = $2 where id = $1', [id, seat]);
}
