import { DateTime } from 'luxon';
import type { Line } from '../calls/line.ts';
import type { Tx } from '../db/database.ts';
import { findCustomer } from '../directory/customer-store.ts';
import { findEngineer } from '../directory/engineer-store.ts';
import { writeSms } from '../messages/write-sms.ts';
import { nextOpening } from '../tickets/calendar.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { keepTimer } from '../timers.ts';
import { describeTicket } from './describe-ticket.ts';
import { TAM_POLICY } from './find-policy.ts';
import { languageOf } from './find-recipients.ts';
import { calendarOf } from './ticket-window.ts';

/**
 * The TAM learns of every ticket of theirs: of the severe ones at once, of the rest in a digest each morning of the
 * customer's calendar. A case that is the TAM's own is paged, not told.
 */
export async function tellAccountManager(tx: Tx, line: Line, ticket: Ticket, now: Date): Promise<void> {
  const customer = ticket.customerNumber === null ? null : await findCustomer(tx, ticket.customerNumber);
  const key = customer?.tam ?? customer?.deputy;
  if (!key || ticket.escalation === TAM_POLICY) return;
  if (ticket.severity > 2) {
    const { calendar, timezone } = await calendarOf(tx, ticket.calendar);
    const tomorrow = DateTime.fromJSDate(now, { zone: timezone }).plus({ days: 1 }).startOf('day');
    const morning = nextOpening(calendar, tomorrow.toJSDate());
    await keepTimer(tx, { kind: 'account-digest', subject: key, dueAt: morning });
    return;
  }
  const manager = await findEngineer(tx, key);
  const to = manager?.phones.find((phone) => !manager.optedOut.includes(phone));
  if (!manager || !to) return;
  const language = languageOf(line, manager.languages);
  const vars = await describeTicket(tx, ticket, now);
  const sms = {
    audience: 'engineer' as const,
    to,
    language,
    text: 'tam-opened',
    vars,
    ticketNumber: ticket.number,
  };
  await writeSms(tx, line, sms, now);
}
