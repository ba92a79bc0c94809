import type { Db } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { findLegsToJoin } from '../calls/dial-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { TargetRows } from '../escalation/decide-recipients.ts';
import { countEmergenciesSince, countOpenEmergencies } from '../tickets/emergency-store.ts';
import type { Ticket } from '../tickets/ticket.ts';
import type { Flood } from './decide-channels.ts';
import {
  decideFloodBegin,
  decideFloodEnd,
  type FloodTurn,
  floodSince,
  inPeaceSince,
} from './decide-flood.ts';
import { beginFlood, endFlood, findRungAboutUnverified, isFlooded } from './flood-store.ts';
import { notifySupervisors } from './notify.ts';

/** There is one hotline to be flooded. */
const SUBJECT = 'all';

/** An unverified ticket is about to be opened, see `decideFloodBegin`: a flood begins once. */
export async function noteEmergency(work: HotlineWork): Promise<void> {
  const { tx, hotline, now } = work;
  const turn = decideFloodBegin(await countEmergenciesSince(tx, floodSince(now)), hotline.unverified, now);
  if (turn && (await beginFlood(tx, now))) await writeTurn(work, turn);
}

/** Looks whether a flood is over, see `decideFloodEnd`. */
export async function watchFlood(work: HotlineWork): Promise<void> {
  const { tx, hotline, now } = work;
  if (!(await isFlooded(tx))) return;
  const since = await countEmergenciesSince(tx, floodSince(now));
  const turn = decideFloodEnd({ since, open: await countOpenEmergencies(tx) }, hotline.unverified, now);
  if (turn.change === 'is-over') await endFlood(tx, now);
  await writeTurn(work, turn);
}

async function writeTurn(work: HotlineWork, { told, lookAt }: FloodTurn): Promise<void> {
  if (told) await notifySupervisors(work, { text: told.text, vars: { count: String(told.count) } });
  if (lookAt) await setTimer(work.tx, { kind: 'watch-flood', subject: SUBJECT, dueAt: lookAt });
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
  const phones = [...[...engineers.values()].flatMap((engineer) => engineer.phones), ...supervisors.phones];
  const rung = await findRungAboutUnverified(db, phones, inPeaceSince(now));
  // in this order: a leg that is planned between the two looks is one that can be joined
  return { rung, waiting: await findLegsToJoin(db, phones) };
}
