import type { Db } from '../../platform/db/database.ts';
import { listMissed } from '../attainment/missed-store.ts';
import { promiseDueAt } from '../attainment/standing.ts';
import { whyMissed } from '../attainment/why-missed.ts';
import { explainWindow } from '../calendar/explain-window.ts';
import { wallClock } from '../calendar/wall-clock.ts';
import type { PlanDefinition } from '../directory-entry/directory-schema.ts';
import { monthAfter, monthBegins, monthOf, monthSpan } from '../duty/month-span.ts';
import { receiptsOf } from '../evidence/find-receipt.ts';
import { findLog, lastCheckpoint } from '../evidence/log-store.ts';
import { checkpointOfMonth } from '../evidence/month-store.ts';
import { listRuleVersions } from '../plans/rule-history-store.ts';
import { ruleInForce } from '../plans/rule-in-force.ts';
import { findPlan } from '../plans/rule-store.ts';
import { promisedCalendars } from '../tickets/promised-rules.ts';
import { calendarOf } from '../tickets/ticket-window.ts';
import { composeReport } from './compose-report.ts';
import type { MonthlyReport } from './monthly-report.ts';
import type { ReportedCustomer, ReportedTicketRow, ReportRows } from './report-rows.ts';
import {
  countReportedCalls,
  countStandings,
  findReportedCustomer,
  listMissedPlans,
  listRemedies,
  listReportedEvents,
  listReportedTickets,
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

/** The report of a customer for a month; null: there is no such customer, or the month has not begun. */
export async function readReport(db: Db, wanted: WantedReport, now: Date): Promise<MonthlyReport | null> {
  const customer = await findReportedCustomer(db, wanted.customer);
  if (!customer) return null;
  const month = await readMonth(db, customer, wanted.month, now);
  if (!month) return null;
  const rows = await readRows(db, customer, month, now);
  const report = composeReport(rows, now);
  return wanted.language === undefined ? report : { ...report, language: wanted.language };
}

/** A month in the customer's own time zone; null: it is none, or has not begun. */
async function readMonth(
  db: Db,
  customer: Pick<ReportedCustomer, 'calendar'>,
  name: string,
  now: Date,
): Promise<ReportRows['month'] | null> {
  const { timezone: zone } = await calendarOf(db, customer.calendar);
  const clock = wallClock(zone);
  const span = monthSpan(name, clock, now);
  if (!span) return null;
  const isOver = monthOf(now, clock) > name;
  const ends = monthBegins(monthAfter(name, 1), clock);
  return { name, zone, from: new Date(span.from), until: new Date(span.until), ends: new Date(ends), isOver };
}

/** The months that have begun in the customer's time zone, the last first. */
export async function listMonths(
  db: Db,
  customer: Pick<ReportedCustomer, 'calendar'>,
  count: number,
  now: Date,
): Promise<string[]> {
  const { timezone } = await calendarOf(db, customer.calendar);
  const current = monthOf(now, wallClock(timezone));
  return Array.from({ length: count }, (_, back) => monthAfter(current, -back));
}

async function readRows(
  db: Db,
  customer: ReportedCustomer,
  month: ReportRows['month'],
  now: Date,
): Promise<ReportRows> {
  // what falls due later in a month that runs counts once it is answered, as in the figures of the console
  const { from, ends: until } = month;
  const filter = { from, until, severity: null, plan: null, customer: customer.number };
  const [plan, figures, found, calls, missed, checkpoint] = await Promise.all([
    findPlan(db, customer.plan),
    countStandings(db, filter, now),
    listReportedTickets(db, filter, MAX_TICKETS + 1, now),
    countReportedCalls(db, filter),
    listMissedPlans(db, filter, now),
    readCheckpoint(db, customer.number, month.name),
  ]);
  const listed = found.slice(0, MAX_TICKETS);
  const numbers = listed.map(({ number }) => number);
  const [tickets, events, remedies, causes, receipts, creditOfMisses] = await Promise.all([
    explainAll(db, listed),
    listReportedEvents(db, numbers, MAX_EVENTS_OF_TICKET),
    listRemedies(db, numbers),
    readCauses(db, listed, filter, now),
    receiptsOf(db, numbers),
    readCredits(db, missed),
  ]);
  return {
    customer,
    plan: { name: plan?.title ?? customer.plan, credit: plan?.credit },
    month,
    figures,
    tickets,
    isCut: found.length > MAX_TICKETS,
    events,
    causes,
    remedies,
    calls,
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

async function explainAll(db: Db, tickets: readonly ReportedTicketRow[]): Promise<ReportRows['tickets']> {
  const calendars = await promisedCalendars(db, tickets);
  return tickets.flatMap((ticket) => {
    const calendar = calendars.get(ticket.number);
    return calendar ? [{ ...ticket, ...explainWindow({ ...ticket, calendar }) }] : [];
  });
}

/** Of tickets that were opened in the month and due later as well, if they are late by now. */
async function readCauses(
  db: Db,
  tickets: readonly ReportedTicketRow[],
  filter: Parameters<typeof listMissed>[1],
  now: Date,
): Promise<ReportRows['causes']> {
  const due = tickets.map((ticket) => promiseDueAt(ticket).getTime());
  const last = Math.max(filter.until.getTime(), ...due.map((at) => at + 1));
  const missed = await listMissed(db, { ...filter, until: new Date(last) }, MAX_TICKETS, now);
  return new Map(missed.map((row) => [row.number, whyMissed(row)]));
}
