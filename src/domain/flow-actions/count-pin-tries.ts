import type { Db, Tx } from '../../platform/db/database.ts';
import { contactsByPhone, findCustomer } from '../customers/customer-store.ts';
import {
  countWrongPin,
  dropPaidCounts,
  findPinCount,
  lockPinCounts,
  noteSpent,
} from '../customers/pin-count-store.ts';
import { type GuardScope, isSpent, WAIT_MS } from '../customers/pin-guard.ts';
import { planToTellOfWrongPins } from '../paging/tell-of-wrong-pins.ts';
import type { ActionDeps } from './action.ts';
import { hashName } from './prepare-pin.ts';

/** A scope, and for which customer the PIN is tried there. */
export interface CountedScope extends GuardScope {
  customerNumber: string;
}

const ALL: GuardScope = { kind: 'all', id: '' };

/**
 * Where a try counts. From a registered phone: for its contact, and for all phones of each customer it is registered at;
 * from any other number or none: for the customer whose number was keyed in. So no stranger's try ever holds up a
 * registered phone. What is no customer's number may be a PIN that was keyed in too early: it is counted without being
 * known.
 * @param phone E.164, null if it was withheld
 */
export async function scopesOf(
  deps: ActionDeps,
  db: Db,
  { phone, candidates }: { phone: string | null; candidates: readonly string[] },
  now: Date,
): Promise<CountedScope[]> {
  const registered = phone === null ? [] : await contactsByPhone(db, phone, now);
  const scopes: CountedScope[] = [];
  for (const customerNumber of candidates) {
    const contact = registered.find((one) => one.customerNumber === customerNumber);
    if (contact) {
      scopes.push({ kind: 'contact', id: contact.id, customerNumber });
      scopes.push({ kind: 'phones', id: customerNumber, customerNumber });
    } else {
      const isCustomer = (await findCustomer(db, customerNumber)) !== null;
      const id = isCustomer ? customerNumber : deps.pins.blind(customerNumber);
      scopes.push({ kind: 'customer', id, customerNumber });
    }
  }
  // whoever counts several counts them in one order, so that nobody waits for each other in a circle
  return scopes.toSorted((one, other) => (`${one.kind} ${one.id}` < `${other.kind} ${other.id}` ? -1 : 1));
}

/** Whether a PIN is not looked at for now. @param waitsSince when the caller was last asked to wait, null if never */
export async function isHeldUp(
  tx: Tx,
  scopes: readonly CountedScope[],
  waitsSince: Date | null,
  now: Date,
): Promise<boolean> {
  const hasWaited = waitsSince !== null && now.getTime() - waitsSince.getTime() >= WAIT_MS;
  if (waitsSince !== null && !hasWaited) return true;
  const counts = await lockPinCounts(tx, scopes);
  return counts.some(({ kind, clearAt }) => isSpent(kind, clearAt, now, hasWaited));
}

/**
 * Counts a wrong PIN, the same one again only once.
 * @param secrets with the hash of the PIN for each customer
 * @returns whether so many are keyed in on all lines together that whoever keyed a wrong one has to wait
 */
export async function countWrongTry(
  tx: Tx,
  scopes: readonly CountedScope[],
  secrets: Readonly<Record<string, string>>,
  now: Date,
): Promise<boolean> {
  let isNew = false;
  let isAnySpent = false;
  for (const scope of scopes) {
    const count = await countWrongPin(
      tx,
      scope,
      digestOf(secrets[hashName(scope.customerNumber, 'quick')]),
      now,
    );
    isNew ||= count !== null;
    isAnySpent ||= count !== null && isSpent(scope.kind, count.clearAt, now);
  }
  if (isAnySpent) await noteSpent(tx, scopes, now);
  const all = isNew ? await countWrongPin(tx, ALL, null, now) : await findPinCount(tx, ALL);
  const isSlow = all !== null && isSpent('all', all.clearAt, now);
  if (isAnySpent || isSlow) await planToTellOfWrongPins({ tx, now });
  await dropPaidCounts(tx, now);
  return isSlow;
}

/** 16 bits of a hash: enough to know a PIN again, and the same for some fifteen others of six digits. */
function digestOf(hash: string | undefined): number | null {
  return hash === undefined ? null : Number.parseInt(hash.slice(0, 4), 16);
}
