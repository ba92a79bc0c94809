import type { Work } from '../../platform/db/work.ts';
import { setTimers } from '../../platform/timers/timer-store.ts';
import { findTicketsPagedBy } from '../tickets/ticket-store.ts';
import { ticketAlarm } from '../tickets/urgency.ts';

/**
 * Policies are others than before: the alarms of tickets that are paged by them ring at once, and are set anew by the steps of
 * today, so that a step which comes earlier now does.
 */
export async function lookAgain({ tx, now }: Work, policies: readonly string[]): Promise<void> {
  if (policies.length === 0) return;
  const tickets = await findTicketsPagedBy(tx, policies);
  await setTimers(
    tx,
    tickets.map((ticket) => ticketAlarm(ticket, { kind: 'escalate' as const, dueAt: now })),
  );
}
