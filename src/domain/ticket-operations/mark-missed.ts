import type { Work } from '../../platform/db/work.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { isInFlood } from '../paging/flood.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { lockTicket } from '../tickets/ticket-store.ts';
import { lastEventAt } from '../tickets/timeline-store.ts';
import { writeDecision } from '../tickets/write-decision.ts';
import { decideMiss, decideMissAgain, decideMissTakenBack } from './decide-miss.ts';

/** The deadline has passed without an answer, see `decideMiss` and `decideMissAgain`: the supervisors are told. */
export async function markMissed(work: HotlineWork, ticketNumber: string): Promise<void> {
  const { tx, now } = work;
  const ticket = await lockTicket(tx, ticketNumber);
  if (!ticket) return;
  const decision =
    decideMiss(ticket, now) ??
    decideMissAgain(ticket, await lastEventAt(tx, ticketNumber, 'deadline-missed'), now);
  if (!decision) return;
  await writeDecision(work, ticket, decision);
  // of a flood they know, and each of its tickets would be one more text
  if (!(await isInFlood(tx, ticket))) await notifySupervisors(work, { text: 'missed', ticket });
}

/** A clock that went wrong had marked a miss, see `decideMissTakenBack`. */
export async function takeMissBack(work: Work, ticketNumber: string): Promise<void> {
  const ticket = await lockTicket(work.tx, ticketNumber);
  const decision = ticket && decideMissTakenBack(ticket, work.now);
  if (ticket && decision) await writeDecision(work, ticket, decision);
}
