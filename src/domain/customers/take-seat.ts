import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../platform/db/database.ts';
import { clearTimer } from '../../platform/timers/timer-store.ts';
import type { DirectoryChange } from '../directory-entry/change.ts';
import type { ContactEntry } from '../directory-entry/directory-schema.ts';
import { lockRegistry } from '../directory-entry/directory-store.ts';
import { markChanged } from '../directory-entry/source-store.ts';
import { clearDeputies } from './deputy-store.ts';
import { forgetWrongPins } from './pin-count-store.ts';
import {
  changePeople,
  changePinHash,
  insertSeated,
  listSeated,
  retireSeated,
  type Seated,
} from './seat-store.ts';

/** A seat as somebody saw it when they decided to change it. */
export interface SeenSeat {
  customerNumber: string;
  seat: number;
  /** the id of who held it, null if it was free */
  holder: string | null;
}

type Person = Pick<ContactEntry, 'name' | 'phones' | 'language'>;

/** Somebody who gets a seat, and the PIN that was made for them. */
export interface NewHolder {
  person: Person;
  pinHash: Buffer;
}

/** `overtaken`: the seat is not as it was seen. `name-taken`: another contact of this customer has the name. */
export type SeatOutcome = 'done' | 'overtaken' | 'name-taken';

/** Gives a seat to somebody; who held it is retired, with whoever stood in. To be called with the registry held. */
export async function takeSeat(
  tx: Tx,
  seen: SeenSeat,
  { person, pinHash }: NewHolder,
  { by, now }: DirectoryChange,
): Promise<SeatOutcome> {
  const seated = await listSeated(tx, seen.customerNumber, now);
  if (!isAsSeen(seated, seen)) return 'overtaken';
  if (isNameTaken(seated, person.name, seen.holder)) return 'name-taken';
  if (seen.holder !== null) await giveUp(tx, seen.holder, { by, now });
  await insertSeated(tx, { ...seen, ...person, pinHash, since: now, deputy: null }, { by, now });
  return 'done';
}

/** Somebody has a seat in the place of its holder, who rests until the end. To be called with the registry held. */
export async function standIn(
  tx: Tx,
  seen: SeenSeat,
  { person, pinHash, term }: NewHolder & { term: { since: Date; until: Date } },
  { by, now }: DirectoryChange,
): Promise<SeatOutcome> {
  const seated = await listSeated(tx, seen.customerNumber, now);
  const deputies = seated.filter(({ deputyFor }) => deputyFor !== null && deputyFor === seen.holder);
  if (seen.holder === null || deputies.length > 0 || !isAsSeen(seated, seen)) return 'overtaken';
  if (isNameTaken(seated, person.name, null)) return 'name-taken';
  const deputy = { for: seen.holder, until: term.until };
  await insertSeated(tx, { ...seen, ...person, pinHash, since: term.since, deputy }, { by, now });
  return 'done';
}

/** Retires the holder of a seat, or ends a deputy's time early. */
export async function leaveSeat(
  tx: Tx,
  { customerNumber, id }: { customerNumber: string; id: string },
  change: DirectoryChange,
): Promise<SeatOutcome> {
  await lockRegistry(tx);
  await clearDeputies(tx, change.now);
  const seated = await listSeated(tx, customerNumber, change.now);
  if (!seated.some((one) => one.id === id)) return 'overtaken';
  await giveUp(tx, id, change);
  return 'done';
}

async function giveUp(tx: Tx, id: string, { by, now }: DirectoryChange): Promise<void> {
  await retireSeated(tx, id, now);
  await markChanged(tx, 'contacts', id, { by, now });
}

/** Corrects what somebody is called, or how they are reached: it is the same person, with the same PIN. */
export async function changeContact(
  tx: Tx,
  { customerNumber, id }: { customerNumber: string; id: string },
  { person, version }: { person: Person; version: { seen: string; of: (contact: Seated) => string } },
  { by, now }: DirectoryChange,
): Promise<SeatOutcome | 'unchanged' | 'changed-meanwhile'> {
  await lockRegistry(tx);
  const seated = await listSeated(tx, customerNumber, now);
  const contact = seated.find((one) => one.id === id);
  if (!contact) return 'overtaken';
  if (version.of(contact) !== version.seen) return 'changed-meanwhile';
  const { name, phones, language } = contact;
  if (isDeepStrictEqual({ name, phones, language }, person)) return 'unchanged';
  if (seated.some((one) => one.name === person.name && one.id !== id)) return 'name-taken';
  await changePeople(tx, [{ ...person, id }]);
  await markChanged(tx, 'contacts', id, { by, now });
  return 'done';
}

/** Sets a new PIN, whatever the old one was or one that was still to be sent, and forgets the wrong ones. To be called with the registry held. */
export async function resetPin(
  tx: Tx,
  { customerNumber, id }: { customerNumber: string; id: string },
  pinHash: Buffer,
  { by, now }: DirectoryChange,
): Promise<'done' | 'overtaken'> {
  const contact = (await listSeated(tx, customerNumber, now)).find((one) => one.id === id);
  if (!contact) return 'overtaken';
  await changePinHash(tx, id, pinHash);
  await forgetWrongPins(tx, [{ kind: 'contact', id }]);
  await markChanged(tx, 'contacts', id, { by, now });
  await clearTimer(tx, 'text-pin', id);
  return 'done';
}

function isAsSeen(seated: readonly Seated[], { seat, holder }: SeenSeat): boolean {
  const held = seated.find((one) => one.seat === seat && one.deputyFor === null);
  return (held?.id ?? null) === holder;
}

/** Names tell contacts apart in files and requests, so a deputy has one of its own, too. */
function isNameTaken(seated: readonly Seated[], name: string, leaving: string | null): boolean {
  return seated.some((one) => one.name === name && one.id !== leaving && one.deputyFor !== leaving);
}
