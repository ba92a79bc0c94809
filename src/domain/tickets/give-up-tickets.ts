import type { Work } from '../../platform/db/work.ts';
import { setTimers } from '../../platform/timers/timer-store.ts';
import { findTicketsHeldBy } from './ticket-store.ts';
import { ticketAlarm } from './urgency.ts';

/** Whoever is retired has no ticket any more: what they had goes stale at once, and others are paged anew. */
export async function giveUpTicketsOf({ tx, now }: Work, engineers: readonly string[]): Promise<void> {
  for (const engineer of engineers) {
    const held = await findTicketsHeldBy(tx, engineer);
    const own = held.filter(({ acknowledgedBy }) => acknowledgedBy === engineer);
    const alarms = own.map((ticket) => ticketAlarm(ticket, { kind: 'acknowledgement-stale', dueAt: now }));
    if (alarms.length > 0) await setTimers(tx, alarms);
  }
}
