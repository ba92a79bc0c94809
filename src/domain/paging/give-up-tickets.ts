import type { Work } from '../../platform/db/work.ts';
import { setTimer, setTimers } from '../../platform/timers/timer-store.ts';
import { findLiveCallsOfEngineer } from '../calls/call-store.ts';
import { findTickets, findTicketsHeldBy } from '../tickets/ticket-store.ts';
import { ticketAlarm } from '../tickets/urgency.ts';
import { findTicketsOnlyTextedTo } from './page-store.ts';

/**
 * Whoever is retired has no ticket any more, and is paged about none: what they had goes stale at once, their phone stops
 * ringing, which is a page that reached nobody, and for what they were only texted about the next step follows.
 */
export async function giveUpTicketsOf({ tx, now }: Work, engineers: readonly string[]): Promise<void> {
  for (const engineer of engineers) {
    const held = await findTicketsHeldBy(tx, engineer);
    const own = held.filter(({ acknowledgedBy }) => acknowledgedBy === engineer);
    const texted = await findTickets(tx, await findTicketsOnlyTextedTo(tx, engineer));
    const alarms = [
      ...own.map((ticket) => ticketAlarm(ticket, { kind: 'acknowledgement-stale' as const, dueAt: now })),
      ...texted.map((ticket) => ticketAlarm(ticket, { kind: 'escalate' as const, dueAt: now })),
    ];
    if (alarms.length > 0) await setTimers(tx, alarms);
    const legs = await findLiveCallsOfEngineer(tx, engineer);
    for (const { id, direction } of legs)
      if (direction === 'outbound') await setTimer(tx, { kind: 'end-call', subject: id, dueAt: now });
  }
}
