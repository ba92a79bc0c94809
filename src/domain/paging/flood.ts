import type { Db, Tx } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import { countEmergenciesSince, countOpenEmergencies } from '../tickets/emergency-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { beginFlood, endFlood, isFlooded, wasRungAboutUnverified } from './flood-store.ts';
import { notifySupervisors } from './notify.ts';

const HOUR_MS = 3_600_000;
const LOOK_AGAIN_MS = 10 * 60_000;
/** In a flood one call tells a person of all unverified tickets, and the next comes after this long. */
const BETWEEN_CALLS_MS = 15 * 60_000;
/** Around a rate a flood must not begin and end again and again: it is over when the rate has halved. */
const OVER_SHARE = 0.5;
/** There is one hotline to be flooded. */
const SUBJECT = 'all';

/** An unverified ticket is about to be opened: if that makes too many in an hour, the supervisors are told, once. */
export async function noteEmergency(tx: Tx, hotline: Hotline, now: Date): Promise<void> {
  const count = 1 + (await countEmergenciesSince(tx, new Date(now.getTime() - HOUR_MS)));
  if (count <= hotline.unverified.perHour || !(await beginFlood(tx, now))) return;
  await notifySupervisors(tx, hotline, { text: 'flood', vars: { count: String(count) } }, now);
  await watchAgain(tx, now);
}

/** Looks whether a flood is over: then the supervisors are told, once. */
export async function watchFlood(tx: Tx, hotline: Hotline, now: Date): Promise<void> {
  if (!(await isFlooded(tx))) return;
  const count = await countEmergenciesSince(tx, new Date(now.getTime() - HOUR_MS));
  if (count > hotline.unverified.perHour * OVER_SHARE) {
    await watchAgain(tx, now);
    return;
  }
  await endFlood(tx, now);
  const open = await countOpenEmergencies(tx);
  await notifySupervisors(tx, hotline, { text: 'flood-over', vars: { count: String(open) } }, now);
}

async function watchAgain(tx: Tx, now: Date): Promise<void> {
  const dueAt = new Date(now.getTime() + LOOK_AGAIN_MS);
  await setTimer(tx, { kind: 'watch-flood', subject: SUBJECT, dueAt });
}

/** Whether a ticket is one of many unverified ones: then people are told of all of them together. */
export async function isInFlood(db: Db, ticket: Pick<Ticket, 'verified'>): Promise<boolean> {
  return !ticket.verified && (await isFlooded(db));
}

/** Whether a phone was rung so lately about the flood that it is to be left in peace. */
export async function wasRungAboutFlood(db: Db, number: string, now: Date): Promise<boolean> {
  return wasRungAboutUnverified(db, number, new Date(now.getTime() - BETWEEN_CALLS_MS));
}
