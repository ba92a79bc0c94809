import type { Tx } from '../../platform/db/database.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { Hotline } from '../calls/hotline.ts';
import { staleAt } from '../escalation/acknowledgement-clock.ts';
import { notifySupervisors } from '../paging/notify.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { windowOf } from '../tickets/ticket-window.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { laneOf } from '../tickets/urgency.ts';
import { findOpenCallback, planCallback } from './callback-store.ts';
import { MAX_TRIES, nextTry } from './next-try.ts';

/**
 * Plans the next try of a ticket's callback; after the last one the supervisors are told, and the callback stays open
 * for an engineer's `C` or the customer's own call. Either way whoever has the ticket is trusted with it anew, for a while:
 * then it is paged again, so that it never rests with somebody who has given it up.
 * @returns when it will be, or null
 */
export async function planNextTry(tx: Tx, hotline: Hotline, ticket: Ticket, now: Date): Promise<Date | null> {
  const callback = await findOpenCallback(tx, ticket.number);
  if (!callback) return null;
  const window = await windowOf(tx, ticket);
  if (callback.attempts >= MAX_TRIES) {
    await planCallback(tx, callback.id, null);
    await notifySupervisors(tx, hotline, { text: 'callback-exhausted', ticket }, now);
    await goStale(tx, ticket, staleAt(window, now));
    return null;
  }
  const at = nextTry(window, now);
  await goStale(tx, ticket, staleAt(window, at));
  await planCallback(tx, callback.id, at);
  const timer = { subject: ticket.number, priority: laneOf(ticket) };
  await setTimer(tx, { ...timer, kind: 'begin-callback', dueAt: at });
  await addEvent(tx, ticket.number, {
    at: now,
    kind: 'callback-planned',
    actor: 'hotline',
    detail: { at: at.toISOString() },
  });
  return at;
}

async function goStale(tx: Tx, ticket: Ticket, dueAt: Date): Promise<void> {
  if (ticket.status === 'acknowledged')
    await setTimer(tx, {
      kind: 'acknowledgement-stale',
      subject: ticket.number,
      dueAt,
      priority: laneOf(ticket),
    });
}
