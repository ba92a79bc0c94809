import { apart } from '../../platform/db/apart.ts';
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

/**
 * Whoever looks after the customer of a new ticket learns of it, see `decideAccountNews`. A text about it that cannot be written
 * takes nothing of the ticket with it: a digest is tried at once.
 */
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
  await apart(
    tx,
    async (part) => {
      const code = await issueCode({ ...work, tx: part }, [ticket.number], told);
      await notifyEngineer({ ...work, tx: part }, told, { text: 'tam-opened', ticket, vars: { code } });
    },
    () => ensureTimer(tx, { kind: 'account-digest', subject: told, dueAt: now }),
  );
}
