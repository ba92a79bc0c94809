import { ensureTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { findCustomerOfTicket } from '../customers/customer-store.ts';
import { absencesOfManagers } from '../escalation/account-manager.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { decideAccountNews } from './decide-account-news.ts';
import { isInFlood } from './flood.ts';
import { issueCode } from './issue-code.ts';
import { notifyEngineer } from './notify.ts';

/** Whoever looks after the customer of a new ticket learns of it, see `decideAccountNews`. */
export async function tellAccountManager(work: HotlineWork, ticket: Ticket): Promise<void> {
  const { tx, now } = work;
  const customer = await findCustomerOfTicket(tx, ticket);
  if (!customer) return;
  const rows = {
    ticket,
    isInFlood: await isInFlood(tx, ticket),
    customer,
    absences: await absencesOfManagers(tx, customer, now),
    calendar: (await calendarOf(tx, ticket.calendar)).calendar,
  };
  const { told, digests } = decideAccountNews(rows, now);
  for (const { engineer, dueAt } of digests)
    await ensureTimer(tx, { kind: 'account-digest', subject: engineer, dueAt });
  if (told === null) return;
  const code = await issueCode(work, [ticket.number], told);
  await notifyEngineer(work, told, { text: 'tam-opened', ticket, vars: { code } });
}
