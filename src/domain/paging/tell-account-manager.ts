import { DateTime } from 'luxon';
import { ensureTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { findCustomer } from '../customers/customer-store.ts';
import { accountManagerOf } from '../escalation/account-manager.ts';
import { TAM_POLICY } from '../escalation/find-policy.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { digestMorning } from './digest-morning.ts';
import { isInFlood } from './flood.ts';
import { issueCode } from './issue-code.ts';
import { notifyEngineer } from './notify.ts';

/**
 * The TAM learns of every ticket of theirs: of the severe ones at once, of the rest in a digest each morning of the
 * customer's calendar. While they are away the deputy is told, and they when they are back. A ticket that is the TAM's own is
 * paged, not told, and of a flood only the supervisors are.
 */
export async function tellAccountManager(work: HotlineWork, ticket: Ticket): Promise<void> {
  const { tx, now } = work;
  if (await isInFlood(tx, ticket)) return;
  const customer = ticket.customerNumber === null ? null : await findCustomer(tx, ticket.customerNumber);
  if (!customer || ticket.escalation === TAM_POLICY) return;
  const key = await accountManagerOf(tx, customer, now);
  // whoever is away learns of it when they are back
  const digests = ticket.severity > 2 ? [key, customer.tam] : key === customer.tam ? [] : [customer.tam];
  const { timezone } = await calendarOf(tx, ticket.calendar);
  const tomorrow = DateTime.fromJSDate(now, { zone: timezone }).plus({ days: 1 }).startOf('day');
  const dueAt = await digestMorning(tx, ticket.calendar, tomorrow.toJSDate());
  for (const subject of new Set(digests))
    if (subject !== null) await ensureTimer(tx, { kind: 'account-digest', subject, dueAt });
  if (ticket.severity > 2 || key === null) return;
  const code = await issueCode(work, [ticket.number], key);
  await notifyEngineer(work, key, { text: 'tam-opened', ticket, vars: { code } });
}
