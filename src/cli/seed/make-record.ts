import type { Calendar } from '../../domain/calendar/calendar.ts';
import { ringFact, verificationFact } from '../../domain/evidence/call-facts.ts';
import { addFacts } from '../../domain/evidence/leaf-store.ts';
import { listEngineers } from '../../domain/oncall/engineers/engineer-store.ts';
import { findPlan, listRuleNames, type Plan } from '../../domain/plans/rule-store.ts';
import { calendarOf } from '../../domain/tickets/ticket-window.ts';
import type { Database, Db } from '../../platform/db/database.ts';
import { HotlineError } from '../../platform/errors.ts';
import { FIRST_MADE, type Ground, type MadeCustomer, makeCustomer } from './made-customers.ts';
import * as store from './made-record-store.ts';
import { makeTicket, type World } from './made-tickets.ts';

/** How much is made. */
export interface Amounts {
  /** at least as many as tickets */
  calls: number;
  tickets: number;
  /** of the tickets: still unanswered */
  open: number;
  customers: number;
}

/** Each statement stays well below the time a statement may take. */
const TICKETS_AT_ONCE = 1_000;
const CALLS_AT_ONCE = 10_000;
/** Of all calls: those that belong to a ticket. */
const SHARE_WITH_TICKET = 0.9;

/**
 * Fills the record with customers, calls and tickets of a year that never was, by the rules and with the engineers that
 * are in force. The same amounts make the same record, but for the instants, which end at `now`.
 * @param line the hotline's number
 * @param tell hears which share of the work is done, 0 to 1
 * @throws HotlineError `bad-input` if the record was filled before, or there is nothing to live by
 */
export async function makeRecord(
  database: Database,
  amounts: Amounts,
  { line, now, tell }: { line: string; now: Date; tell: (share: number) => void },
): Promise<void> {
  if (await store.hasMadeCustomers(database, String(FIRST_MADE))) {
    throw new HotlineError('bad-input', 'This database has made-up data already.', {
      remedy: 'Start with an empty database: another DATA_DIR or DATABASE_URL.',
    });
  }
  const ground = await groundOf(database);
  const customers = Array.from({ length: amounts.customers }, (_, index) => makeCustomer(index, ground));
  await store.insertCustomers(database, customers, now);
  const world = await worldOf(database, { ...ground, customers, now, amounts });
  const first = await store.reserveNumbers(database, amounts.tickets);
  const legs = Math.max(1, Math.floor((amounts.calls * SHARE_WITH_TICKET) / Math.max(1, amounts.tickets)));
  const missed = amounts.calls - legs * amounts.tickets;
  const total = amounts.tickets + missed / 10;
  for (let from = 0; from < amounts.tickets; from += TICKETS_AT_ONCE) {
    const until = Math.min(from + TICKETS_AT_ONCE, amounts.tickets);
    const tickets = Array.from({ length: until - from }, (_, index) => makeTicket(from + index, world));
    await store.insertTickets(database, tickets, { first, legs, line, now });
    await tellStories(database, { from: first + from, until: first + until - 1 }, { line, now });
    tell(until / total);
  }
  for (let from = 0; from < missed; from += CALLS_AT_ONCE) {
    const until = Math.min(from + CALLS_AT_ONCE, missed);
    const range = { from, until: until - 1, count: missed };
    await enterCalls(database, await store.insertMissedCalls(database, range, { line, now }));
    tell((amounts.tickets + until / 10) / total);
  }
  await store.analyse(database);
}

/** All that belongs to the tickets of some numbers; it is written side by side. */
async function tellStories(
  db: Db,
  { from, until }: { from: number; until: number },
  { line, now }: { line: string; now: Date },
): Promise<void> {
  await Promise.all([
    store.insertTimelines(db, from, until, now),
    store.insertPages(db, from, until, now),
    store.insertCallbacks(db, from, until),
    store.insertCallSteps(db, from, until),
    store.insertRecordings(db, from, until),
    store.insertMessages(db, from, until, line),
    store.insertTimers(db, from, until, now),
    // not awaited here: whichever of the others failed meanwhile would end the process, heard by nobody
    store.listCallsOfTickets(db, from, until).then((calls) => enterCalls(db, calls)),
  ]);
}

/** Timelines come into the ledger by themselves; that there was a ring and a PIN stands in no table. */
async function enterCalls(db: Db, calls: readonly store.MadeCall[]): Promise<void> {
  const facts = calls.flatMap(({ customerNumber, verifiedAt, ...call }) => [
    ringFact(call),
    ...(customerNumber !== null && verifiedAt !== null
      ? [verificationFact(call, customerNumber, verifiedAt)]
      : []),
  ]);
  await addFacts(db, facts, true);
}

async function groundOf(db: Db): Promise<Ground> {
  const [plans, calendars, engineers] = await Promise.all([
    listRuleNames(db, 'plans'),
    listRuleNames(db, 'calendars'),
    listEngineers(db),
  ]);
  return {
    plans: some(plans, 'plan'),
    calendars: some(calendars, 'calendar'),
    engineers: some(
      engineers.map(({ key }) => key),
      'engineer',
    ),
  };
}

function some<T>(found: readonly T[], what: string): [T, ...T[]] {
  const [first, ...others] = found;
  if (first !== undefined) return [first, ...others];
  throw new HotlineError('bad-input', `The directory has no ${what} to make up data from.`, {
    remedy: 'Import a directory first: npm run hotline -- directory import FILE.',
  });
}

async function worldOf(
  db: Db,
  {
    plans: planNames,
    calendars: calendarNames,
    engineers,
    customers,
    now,
    amounts,
  }: Ground & { customers: readonly MadeCustomer[]; now: Date; amounts: Amounts },
): Promise<World> {
  const plans = new Map<string, Plan>();
  const calendars = new Map<string, Calendar>();
  for (const name of planNames) {
    const plan = await findPlan(db, name);
    if (plan) plans.set(name, plan);
  }
  for (const name of calendarNames) calendars.set(name, (await calendarOf(db, name)).calendar);
  const { tickets, open } = amounts;
  return { now, customers: some(customers, 'customer'), plans, calendars, engineers, tickets, open };
}
