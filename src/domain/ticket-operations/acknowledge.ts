import type { Tx } from '../../platform/db/database.ts';
import { clearTimer, ensureTimer, setTimer } from '../../platform/timers/timer-store.ts';
import { remindAt, staleAt } from '../escalation/acknowledgement-clock.ts';
import { declinedUntil } from '../paging/decline.ts';
import { insertDecline, removeDecline } from '../paging/decline-store.ts';
import { beginRound } from '../paging/escalate.ts';
import { changePage, findPagesOfCall } from '../paging/page-store.ts';
import { withdrawPages } from '../paging/withdraw-pages.ts';
import type { Means, Ticket } from '../tickets/ticket.ts';
import { isUnanswered } from '../tickets/ticket.ts';
import { changeTicket, lockTicket } from '../tickets/ticket-store.ts';
import { windowOf } from '../tickets/ticket-window.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { laneOf } from '../tickets/urgency.ts';
import { type Actor, wordOf } from '../users/actor.ts';

export type Acknowledged =
  | { outcome: 'acknowledged' | 'already-yours' | 'taken' | 'over'; ticket: Ticket }
  | { outcome: 'unknown'; ticket: null };

/**
 * Somebody takes a ticket: the first one wins, everybody else's pages fall silent at once.
 * The clock of the ticket runs on; an acknowledgement that leads to no callback goes stale.
 * @param by an engineer's key, or the name an outside system gave
 * @param callId the leg it was keyed on, which stays up
 */
export async function acknowledge(
  tx: Tx,
  request: { ticketNumber: string; by: Actor; channel: Means; callId?: string },
  now: Date,
): Promise<Acknowledged> {
  const holder = wordOf(request.by);
  const ticket = await lockTicket(tx, request.ticketNumber);
  if (!ticket) return { outcome: 'unknown', ticket: null };
  if (!isUnanswered(ticket)) return { outcome: 'over', ticket };
  if (ticket.acknowledgedBy !== null && ticket.acknowledgedBy !== holder) return { outcome: 'taken', ticket };
  const pages = request.callId ? await findPagesOfCall(tx, request.callId) : [];
  const page = pages.find(({ ticketNumber }) => ticketNumber === ticket.number);
  if (page) await changePage(tx, page.id, 'acknowledged', now);
  if (ticket.acknowledgedBy === holder) {
    await remindLater(tx, ticket, now);
    return { outcome: 'already-yours', ticket };
  }
  await removeDecline(tx, ticket.number, holder);
  const changed = await changeTicket(tx, ticket.number, {
    status: 'acknowledged',
    acknowledgedBy: holder,
    acknowledgedAt: now,
  });
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'acknowledged',
    actor: request.by,
    detail: { channel: request.channel },
  });
  await withdrawPages(tx, ticket.number, now, request.callId ?? null);
  await clearTimer(tx, 'escalate', ticket.number);
  await windAcknowledgement(tx, changed, now);
  return { outcome: 'acknowledged', ticket: changed };
}

/** From this instant an acknowledgement is trusted: until when its engineer is reminded, and until it goes stale. */
export async function windAcknowledgement(tx: Tx, ticket: Ticket, from: Date): Promise<void> {
  const window = await windowOf(tx, ticket);
  const timer = { subject: ticket.number, priority: laneOf(ticket) };
  await setTimer(tx, { ...timer, kind: 'acknowledgement-stale', dueAt: staleAt(window, from) });
  await setTimer(tx, { ...timer, kind: 'begin-callback', dueAt: remindAt(window, from) });
}

/** Whoever says once more that they will call later is reminded once more; how long they are trusted does not change. */
async function remindLater(tx: Tx, ticket: Ticket, now: Date): Promise<void> {
  const dueAt = remindAt(await windowOf(tx, ticket), now);
  const priority = laneOf(ticket);
  await ensureTimer(tx, { kind: 'begin-callback', subject: ticket.number, dueAt, priority });
}

/** An engineer has said no to a ticket, or has let it lie: for a while it goes to others. */
export async function declineTicket(tx: Tx, ticket: Ticket, engineer: string, now: Date): Promise<void> {
  const until = declinedUntil(ticket.respondBy, now);
  await insertDecline(tx, { ticketNumber: ticket.number, engineer, until });
}

/** Takes a ticket back from whoever had it and pages others anew, at once. */
export async function release(tx: Tx, ticket: Ticket, why: string, now: Date): Promise<void> {
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'acknowledgement-stale',
    actor: ticket.acknowledgedBy ?? 'hotline',
    detail: { why },
  });
  if (ticket.acknowledgedBy !== null) await declineTicket(tx, ticket, ticket.acknowledgedBy, now);
  const opened = await changeTicket(tx, ticket.number, {
    status: 'open',
    acknowledgedBy: null,
    acknowledgedAt: null,
  });
  await clearTimer(tx, 'acknowledgement-stale', ticket.number);
  await clearTimer(tx, 'begin-callback', ticket.number);
  await beginRound(tx, opened, now);
}
