import { loadHeader, seatsAreKept } from '../../../../domain/customers/header-store.ts';
import { heldUpUntil } from '../../../../domain/customers/pin-count-store.ts';
import { listSeated, type Seated } from '../../../../domain/customers/seat-store.ts';
import type { CustomerHeader } from '../../../../domain/directory-entry/directory-schema.ts';
import type { EntrySource } from '../../../../domain/directory-entry/entry-source.ts';
import { type Engineer, listEngineers } from '../../../../domain/oncall/engineers/engineer-store.ts';
import { findCalendarDefinition, findPlan } from '../../../../domain/plans/rule-store.ts';
import { listUpdates } from '../../../../domain/service-updates/service-update-store.ts';
import type { Db } from '../../../../platform/db/database.ts';
import type { SentUpdate } from './updates-view.ts';

const MAX_UPDATES_SHOWN = 20;

/** One of a customer's seats. */
export interface Seat {
  seat: number;
  /** who it belongs to, null if it is free */
  holder: Seated | null;
  /** who has it for a time, or will */
  deputy: Seated | null;
}

/** A customer as its pages show it. */
export interface CustomerStory {
  number: string;
  header: CustomerHeader;
  /** what people call its plan and calendar */
  called: { plan: string; calendar: string };
  source: EntrySource;
  /** whether directory files leave any of the seats alone */
  seatsAreKept: boolean;
  seats: Seat[];
  /** the time zone of its calendar: days begin and end there */
  zone: string;
  /** too many wrong PINs: until then none is looked at that is keyed in for this customer; null if the next one is */
  lockedUntil: Date | null;
  engineers: Engineer[];
  /** what its contacts were told, the newest first */
  updates: SentUpdate[];
}

/** @param number as it was typed; what is no customer in force finds nothing */
export async function readCustomer(db: Db, number: string, now: Date): Promise<CustomerStory | null> {
  const found = await loadHeader(db, number);
  if (!found) return null;
  const { header, source } = found;
  const [seated, kept, plan, calendar, strangersUntil, phonesUntil, engineers, updates] = await Promise.all([
    listSeated(db, number, now),
    seatsAreKept(db, number),
    findPlan(db, header.plan),
    findCalendarDefinition(db, header.calendar),
    heldUpUntil(db, { kind: 'customer', id: number }, now),
    heldUpUntil(db, { kind: 'phones', id: number }, now),
    listEngineers(db),
    listUpdates(db, number, MAX_UPDATES_SHOWN),
  ]);
  const seats = Array.from({ length: found.seats }, (_, index): Seat => {
    const here = seated.filter(({ seat }) => seat === index + 1);
    return {
      seat: index + 1,
      holder: here.find(({ deputyFor }) => deputyFor === null) ?? null,
      deputy: here.find(({ deputyFor }) => deputyFor !== null) ?? null,
    };
  });
  return {
    number,
    header,
    called: { plan: plan?.title ?? header.plan, calendar: calendar?.title ?? header.calendar },
    source,
    seatsAreKept: kept,
    seats,
    zone: calendar?.timezone ?? 'UTC',
    lockedUntil: strangersUntil ?? phonesUntil,
    engineers,
    updates,
  };
}

/** Whether a deputy has the seat already. */
export function standsIn(deputy: Seated, now: Date): boolean {
  return deputy.since !== null && deputy.since <= now;
}
