import type { Tx } from '../../platform/db/database.ts';
import type { Work } from '../../platform/db/work.ts';
import { clearTimer, ensureTimer, setTimer } from '../../platform/timers/timer-store.ts';
import type { DecidedTimer, Decision } from './decision.ts';
import type { Ticket } from './ticket.ts';
import { writeTicket } from './ticket-store.ts';
import { addEvent } from './timeline-store.ts';
import { ticketAlarm } from './urgency.ts';

/** Writes a decision about a ticket down. Timers come last, see `Tx`. @returns the ticket as it is then */
export async function writeDecision({ tx, now }: Work, ticket: Ticket, decision: Decision): Promise<Ticket> {
  const { events = [], change = {}, cleared = [], timers = [] } = decision;
  const { number } = ticket;
  for (const event of events) await addEvent(tx, number, { at: now, ...event });
  const changed = Object.keys(change).length > 0 ? await writeTicket(tx, ticket, change) : ticket;
  for (const kind of cleared) await clearTimer(tx, kind, number);
  for (const timer of timers) await writeTimer(tx, changed, timer);
  return changed;
}

async function writeTimer(tx: Tx, ticket: Ticket, { unlessSet, ...alarm }: DecidedTimer): Promise<void> {
  const timer = ticketAlarm(ticket, alarm);
  await (unlessSet ? ensureTimer(tx, timer) : setTimer(tx, timer));
}
