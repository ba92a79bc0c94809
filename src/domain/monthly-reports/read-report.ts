import type { Db } from '../../platform/db/database.ts';
import { listMissed } from '../attainment/missed-store.ts';
import { promiseDueAt } from '../attainment/standing.ts';
import { whyMissed } from '../attainment/why-missed.ts';
import { explainWindow } from '../calendar/explain-window.ts';
import { findPlanThen } from '../customers/header-store.ts';
import type { PlanDefinition } from '../directory-entry/directory-schema.ts';
import { listDrills } from '../drill/drill-store.ts';
import { measureLine } from '../drill/measure-line.ts';
import { isMonth, monthAfter } from '../duty/month-span.ts';
import { receiptsOf } from '../evidence/find-receipt.ts';
import { findLog, lastCheckpoint } from '../evidence/log-store.ts';
import { checkpointOfMonth } from '../evidence/month-store.ts';
import { listRuleVersions } from '../plans/rule-history-store.ts';
import { ruleInForce } from '../plans/rule-in-force.ts';
import { findPlan } from '../plans/rule-store.ts';
import { promisedCalendars, readCalendars } from '../tickets/promised-rules.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { composeReport } from './compose-report.ts';
import { type MonthClock, monthClock } from './month-clock.ts';
import type { MonthlyReport } from './monthly-report.ts';
import { promiseKey, type ReportedCustomer, type ReportedTicketRow, type ReportRows } from './report-rows.ts';
import {
  countReportedCalls,
  countStandings,
  findReportedCustomer,
  listCalendarsOf,
  listMissedPlans,
  listRemedies,
  listReportedEvents,
  listReportedTickets,
  type MonthSpans,
  type ReportFilter,
} from './report-store.ts';

/** More tickets of one customer in a month than these are counted, and not listed. */
const MAX_TICKETS = 2_000;
const MAX_EVENTS_OF_TICKET = 200;

/** Which report. */
export interface WantedReport {
  /** number */
  customer: string;
  /** such as `2026-11` */
  month: string;
  /** left out: the customer's */
  language?: MonthlyReport['language'];
}

/** The report of a customer for a month, or why there is none; what is no month has not begun either. */
export async function readReport(
  db: Db,
  wanted: WantedReport,
  now: Date,
): Promise<MonthlyReport | 'no-customer' | 'not-begun'> {
  const customer = await findReportedCustomer(db, wanted.customer);
  if (!customer) return 'no-customer';
  const months = await readMonths(db, customer);
  const month = findMonth(months, customer.calendar, wanted.month, now);
  if (!month) return 'not-begun';
  const rows = await readRows(db, { customer, month, months }, now);
  const report = composeReport(rows, now);
  return wanted.language === undefined ? report : { ...report, language: wanted.language };
}

/** Of each calendar by which a customer was promised something, and of their own, its months. */
type Months = ReadonlyMap<string, MonthClock & { zone: string }>;

async function readMonths(
  db: Db,
  { number, calendar }: Pick<ReportedCustomer, 'number' | 'calendar'>,
): Promise<Months> {
  const names = [...new Set([calendar, ...(await listCalendarsOf(db, number))])];
  const calendarAt = await readCalendars(db, names);
  const months = names.map(async (name) => {
    const { timezone: zone } = await calendarOf(db, name);
    return [name, { ...monthClock((at) => calendarAt(name, at).timezone), zone }] as const;
  });
  return new Map(await Promise.all(months));
}

/** A month by the customer's own calendar; null: it is none, or has not begun. It is over when it is by each of their calendars. */
function findMonth(months: Months, calendar: string, name: string, now: Date): ReportRows['month'] | null {
  const own = months.get(calendar);
  if (!own || !isMonth(name)) return null;
  const [from, ends] = [own.begins(name), own.begins(monthAfter(name, 1))];
  if (from >= now) return null;
  const isOver = [...months.values()].every((each) => each.begins(monthAfter(name, 1)) <= now);
  return { name, zone: own.zone, from, until: ends < now ? ends : now, ends, isOver };
}

/** The months that have begun by the customer's calendar, the last first. */
export async function listMonths(
  db: Db,
  customer: Pick<ReportedCustomer, 'number' | 'calendar'>,
  count: number,
  now: Date,
): Promise<string[]> {
  const current = (await readMonths(db, customer)).get(customer.calendar)?.monthAt(now);
  return current === undefined ? [] : Array.from({ length: count }, (_, back) => monthAfter(current, -back));
}

/** A month by each calendar by which a customer was promised something: what their report counts by. */
export async function readMonthSpans(db: Db, number: string, month: string): Promise<MonthSpans> {
  const customer = await findReportedCustomer(db, number);
  return customer ? spansOf(await readMonths(db, customer), month) : [];
}

function spansOf(months: Months, month: string): MonthSpans {
  return [...months].map(([calendar, { begins }]) => ({
    calendar,
    from: begins(month),
    until: begins(monthAfter(month, 1)),
  }));
}

/** A ticket belongs to the month in which it is due by the calendar it was promised by, wherever its customer moves. */
function filterOf({ customer, month, months }: Wanted): ReportFilter {
  const spans = spansOf(months, month.name);
  const from = new Date(Math.min(...spans.map((span) => span.from.getTime())));
  const until = new Date(Math.max(...spans.map((span) => span.until.getTime())));
  return { from, until, spans, severity: null, plan: null, customer: customer.number };
}

interface Wanted {
  customer: ReportedCustomer;
  month: ReportRows['month'];
  months: Months;
}

async function readRows(db: Db, wanted: Wanted, now: Date): Promise<ReportRows> {
  const { customer, month, months } = wanted;
  // what falls due later in a month that runs counts once it is answered, as in the figures of the console
  const filter = filterOf(wanted);
  const [plan, figures, found, calls, missed, checkpoint, drills] = await Promise.all([
    planThen(db, customer, month),
    countStandings(db, filter, now),
    listReportedTickets(db, filter, MAX_TICKETS + 1, now),
    countReportedCalls(db, { customer: customer.number, from: month.from, until: month.ends }),
    listMissedPlans(db, filter, now),
    readCheckpoint(db, customer.number, month.name),
    listDrills(db, month),
  ]);
  const listed = found.slice(0, MAX_TICKETS);
  const numbers = listed.map(({ number }) => number);
  const [tickets, events, remedies, causes, receipts, creditOfMisses] = await Promise.all([
    explainAll(db, listed, months),
    listReportedEvents(db, numbers, MAX_EVENTS_OF_TICKET),
    listRemedies(db, numbers),
    readCauses(db, listed, filter, now),
    receiptsOf(db, numbers),
    readCredits(db, missed),
  ]);
  return {
    customer,
    plan,
    month,
    figures,
    tickets,
    isCut: found.length > MAX_TICKETS,
    events,
    causes,
    remedies,
    calls,
    line: measureLine(drills, month),
    receipts,
    creditOfMisses,
    checkpoint,
  };
}

/** What the customer keeps; of a month that is not closed the newest state that there is. */
async function readCheckpoint(db: Db, customer: string, month: string): Promise<string | null> {
  const kept = await checkpointOfMonth(db, customer, month);
  if (kept !== null) return kept;
  const log = await findLog(db);
  return (log && (await lastCheckpoint(db, log.id)))?.note ?? null;
}

/** The customer's plan as it was when the month ended: which one they have, and what it gives today, says nothing of a month that is over. */
async function planThen(
  db: Db,
  { number, plan }: ReportedCustomer,
  { until }: ReportRows['month'],
): Promise<ReportRows['plan']> {
  const name = (await findPlanThen(db, number, until)) ?? plan;
  const versions = await listRuleVersions(db, 'plan', [name]);
  const then = ruleInForce(versions, name, until) ?? (await findPlan(db, name));
  return { name: then?.title ?? name, credit: then?.credit };
}

/** What the plan of each miss gave when its ticket was opened. */
async function readCredits(
  db: Db,
  missed: readonly { plan: string; openedAt: Date }[],
): Promise<ReportRows['creditOfMisses']> {
  const names = [...new Set(missed.map(({ plan }) => plan))];
  const versions = await listRuleVersions(db, 'plan', names);
  const today = new Map<string, PlanDefinition | null>();
  for (const name of names) today.set(name, await findPlan(db, name));
  return missed.map(
    ({ plan, openedAt }) => (ruleInForce(versions, plan, openedAt) ?? today.get(plan))?.credit,
  );
}

async function explainAll(
  db: Db,
  tickets: readonly ReportedTicketRow[],
  months: Months,
): Promise<ReportRows['tickets']> {
  const calendars = await promisedCalendars(db, tickets);
  return tickets.flatMap((ticket) => {
    const calendar = calendars.get(ticket.number);
    const dueIn = months.get(ticket.calendar)?.monthAt(promiseDueAt(ticket));
    if (!calendar || dueIn === undefined) return [];
    return [{ ...ticket, ...explainWindow({ ...ticket, calendar }), dueIn }];
  });
}

/** Of each ticket that is told, whenever it was due: a report also tells those that were opened, opened again or settled in its month. */
async function readCauses(
  db: Db,
  tickets: readonly ReportedTicketRow[],
  filter: ReportFilter,
  now: Date,
): Promise<ReportRows['causes']> {
  const due = tickets.map((ticket) => promiseDueAt(ticket).getTime());
  const [from, until] = [new Date(Math.min(...due)), new Date(Math.max(...due) + 1)];
  const only = tickets.map(({ number }) => number);
  const missed = only.length === 0 ? [] : await listMissed(db, { ...filter, from, until, only }, null, now);
  return new Map(missed.map((row) => [promiseKey(row.number, row.deadline), whyMissed(row)]));
}
