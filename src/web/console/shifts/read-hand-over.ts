import { findOpenCallback } from '../../../domain/callbacks/callback-store.ts';
import { findCustomerOfTicket } from '../../../domain/customers/customer-store.ts';
import { listEngineersEver } from '../../../domain/oncall/engineers/engineer-store.ts';
import { whoIsOnCall } from '../../../domain/oncall/on-call.ts';
import { listSchedules } from '../../../domain/plans/rule-store.ts';
import {
  findOpenTicketsOf,
  listShiftChanges,
  listTried,
  type ShiftChange,
} from '../../../domain/shift-changes/shift-change-store.ts';
import type { Ticket } from '../../../domain/tickets/ticket.ts';
import { findTickets } from '../../../domain/tickets/ticket-store.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { ShiftStory } from './read-shifts.ts';

const CHANGES_SHOWN_MS = 7 * 24 * 3_600_000;
/** Of a schedule; the rest is on the board. */
const MAX_TICKETS = 20;

/** A ticket as whoever takes over has to know it. */
export interface OpenTicket {
  ticket: Ticket;
  customerName: string | null;
  /** names of those who were paged */
  tried: string[];
  hasCallback: boolean;
}

export interface ScheduleHandOver {
  schedule: string;
  /** an engineer's key; null: nobody */
  onCall: string | null;
  tickets: OpenTicket[];
}

export interface HandOverStory extends Pick<ShiftStory, 'schedules' | 'engineers'> {
  handOvers: ScheduleHandOver[];
  changes: ShiftChange[];
}

export async function readHandOver(db: Db, now: Date): Promise<HandOverStory> {
  const [schedules, engineers] = [await listSchedules(db), await listEngineersEver(db)];
  const handOvers: ScheduleHandOver[] = [];
  for (const [schedule, definition] of schedules) {
    const onCall = whoIsOnCall(definition, now)?.engineer ?? null;
    handOvers.push({ schedule, onCall, tickets: await readOpen(db, schedule) });
  }
  const changes = await listShiftChanges(db, new Date(now.getTime() - CHANGES_SHOWN_MS));
  return { schedules, engineers, handOvers, changes };
}

async function readOpen(db: Db, schedule: string): Promise<OpenTicket[]> {
  const numbers = (await findOpenTicketsOf(db, schedule)).slice(0, MAX_TICKETS);
  const [tickets, tried] = [await findTickets(db, numbers), await listTried(db, numbers)];
  const inOrder = numbers.flatMap((number) => tickets.find((ticket) => ticket.number === number) ?? []);
  return Promise.all(
    inOrder.map(async (ticket) => ({
      ticket,
      customerName: (await findCustomerOfTicket(db, ticket))?.name ?? null,
      tried: tried.get(ticket.number) ?? [],
      hasCallback: (await findOpenCallback(db, ticket.number)) !== null,
    })),
  );
}
