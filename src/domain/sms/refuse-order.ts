import { ensureTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { OrderCommand } from '../flow/order-words.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { nameOf } from '../tickets/describe-ticket.ts';
import { addEvent } from '../tickets/timeline-store.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { holderOf, type Sender } from './sender.ts';
import { lastToldAt, noteRefused, takeUntold } from './sender-store.ts';

/** What follows the first text about a sender comes together after this time: a stream of forged orders is one story. */
const COLLECT_MS = 10 * 60_000;
/** A text that lists more tickets than this is no help to anybody. */
const MAX_LISTED = 12;

/** An order that does not count: it stands on the ticket's timeline, and the supervisors learn of it, once per ticket and sender. */
export async function noteRefusedOrder(
  work: HotlineWork,
  sender: Sender,
  order: { ticketNumber: string; command: OrderCommand },
): Promise<void> {
  const { tx, now } = work;
  const holder = holderOf(sender);
  if (!(await noteRefused(tx, order.ticketNumber, holder, now))) return;
  await addEvent(tx, order.ticketNumber, {
    at: now,
    kind: 'order-refused',
    actor: engineerOrSupervisors(sender.engineer?.key),
    detail: { order: order.command },
  });
  const told = await lastToldAt(tx, holder);
  const dueAt = new Date((told?.getTime() ?? 0) + COLLECT_MS);
  if (dueAt <= now) await tellOfRefusedOrders(work, holder);
  else await ensureTimer(tx, { kind: 'tell-refused', subject: holder, dueAt });
}

/** Tells the supervisors of all orders of a sender that did not count and that they do not know of yet. */
export async function tellOfRefusedOrders(work: HotlineWork, holder: string): Promise<void> {
  const { tx, now } = work;
  const tickets = await takeUntold(tx, holder, now);
  if (tickets.length === 0) return;
  const left = tickets.length - MAX_LISTED;
  const open = tickets.slice(0, MAX_LISTED).join(', ') + (left > 0 ? `, +${left}` : '');
  const vars = { sender: await nameOf(tx, holder), open };
  await notifySupervisors(work, { text: 'orders-refused', vars });
}
