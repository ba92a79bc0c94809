import type { Db } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { findLegsToJoin } from '../calls/dial-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { TargetRows } from '../escalation/decide-recipients.ts';
import { countEmergenciesSince, countOpenEmergencies } from '../tickets/emergency-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { Flood } from './decide-channels.ts';
import { beginFlood, endFlood, findRungAboutUnverified, isFlooded } from './flood-store.ts';
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
export async function noteEmergency(work: HotlineWork): Promise<void> {
  const { tx, hotline, now } = work;
  const count = 1 + (await countEmergenciesSince(tx, new Date(now.getTime() - HOUR_MS)));
  if (count <= hotline.unverified.perHour || !(await beginFlood(tx, now))) return;
  await notifySupervisors(work, { text: 'flood', vars: { count: String(count) } });
  await watchAgain(work);
}

/** Looks whether a flood is over: then the supervisors are told, once. */
export async function watchFlood(work: HotlineWork): Promise<void> {
  const { tx, hotline, now } = work;
  if (!(await isFlooded(tx))) return;
  const count = await countEmergenciesSince(tx, new Date(now.getTime() - HOUR_MS));
  if (count > hotline.unverified.perHour * OVER_SHARE) {
    await watchAgain(work);
    return;
  }
  await endFlood(tx, now);
  const open = await countOpenEmergencies(tx);
  await notifySupervisors(work, { text: 'flood-over', vars: { count: String(open) } });
}

async function watchAgain({ tx, now }: Work): Promise<void> {
  const dueAt = new Date(now.getTime() + LOOK_AGAIN_MS);
  await setTimer(tx, { kind: 'watch-flood', subject: SUBJECT, dueAt });
}

/** Whether a ticket is one of many unverified ones: then people are told of all of them together. */
export async function isInFlood(db: Db, ticket: Pick<Ticket, 'verified'>): Promise<boolean> {
  return !ticket.verified && (await isFlooded(db));
}

/** The flood that a ticket is in, as the phones of its people see it; null if it is in none. */
export async function findFlood(
  db: Db,
  ticket: Pick<Ticket, 'verified'>,
  { engineers, supervisors }: Pick<TargetRows, 'engineers' | 'supervisors'>,
  now: Date,
): Promise<Flood | null> {
  if (!(await isInFlood(db, ticket))) return null;
  const phones = [...[...engineers.values()].flatMap((engineer) => engineer.phones), ...supervisors];
  const rung = await findRungAboutUnverified(db, phones, new Date(now.getTime() - BETWEEN_CALLS_MS));
  // in this order: a leg that is planned between the two looks is one that can be joined
  return { rung, waiting: await findLegsToJoin(db, phones) };
}
