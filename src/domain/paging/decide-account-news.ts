import type { Calendar } from '../calendar/calendar.ts';
import { nextMorning } from '../calendar/morning.ts';
import { TAM_POLICY } from '../escalation/built-in-policies.ts';
import { decideAccountManager, type Managers } from '../escalation/decide-recipients.ts';
import type { AbsenceSpan } from '../oncall/engineers/absence.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** All that it depends on who learns of a new ticket. */
export interface AccountRows {
  ticket: Pick<Ticket, 'severity' | 'escalation'>;
  /** whether the ticket is one of many unverified ones */
  isInFlood: boolean;
  customer: Managers;
  /** of both managers */
  absences: readonly AbsenceSpan[];
  /** the ticket's, by whose clock morning comes */
  calendar: Calendar;
}

/** Who of those who look after a customer learns of a new ticket: keys of engineers. */
export interface AccountNews {
  /** at once; null: nobody */
  told: string | null;
  /** in a digest */
  digests: readonly { engineer: string; dueAt: Date }[];
}

/**
 * The TAM learns of every ticket of theirs: of the severe ones at once, of the rest in a digest each morning of the
 * customer's calendar. While they are away the deputy is told, and they when they are back. A ticket that is the TAM's own is
 * paged, not told, and of a flood only the supervisors are.
 */
export function decideAccountNews(rows: AccountRows, now: Date): AccountNews {
  const { ticket, customer } = rows;
  if (rows.isInFlood || ticket.escalation === TAM_POLICY) return { told: null, digests: [] };
  const manager = decideAccountManager(customer, rows.absences, now);
  const isMild = ticket.severity > 2;
  // whoever is away learns of it when they are back
  const readers = isMild ? [manager, customer.tam] : manager === customer.tam ? [] : [customer.tam];
  const dueAt = nextMorning(rows.calendar, now);
  const digests = [...new Set(readers)].flatMap((engineer) => (engineer === null ? [] : { engineer, dueAt }));
  return { told: isMild ? null : manager, digests };
}
