import { decideCredits } from '../attainment/decide-credit.ts';
import { type Attainment, promiseDueAt, STANDINGS } from '../attainment/standing.ts';
import { STAGES } from '../tickets/signature-stage.ts';
import { SEVERITIES, type Severity } from '../tickets/ticket.ts';
import type { MonthlyReport, ReportedTicket } from './monthly-report.ts';
import {
  isOfSameMiss,
  promiseKey,
  type ReportedEvent,
  type ReportedTicketRow,
  type ReportRows,
} from './report-rows.ts';

/** Puts the rows of a month into the report that is handed out; nothing is asked of anybody. */
export function composeReport(rows: ReportRows, now: Date): MonthlyReport {
  const { customer, plan, month, calls } = rows;
  const figures = countedBy(rows, () => true);
  const { credit, earlier } = decideCredits(plan.credit, rows.creditOfMisses);
  return {
    format: 1,
    customer: { number: customer.number, name: customer.name, plan: plan.name },
    language: customer.language,
    month: month.name,
    zone: month.zone,
    from: month.from.toISOString(),
    until: month.until.toISOString(),
    isOver: month.isOver,
    madeAt: now.toISOString(),
    ...(isOutsideTerm(rows) ? { outsideTerm: { from: customer.validFrom, until: customer.validUntil } } : {}),
    figures,
    bySeverity: SEVERITIES.map((severity) => ({
      severity,
      ...countedBy(rows, (row) => row.severity === severity),
    })),
    tickets: rows.tickets.map((ticket) => reportTicket(ticket, rows, now)),
    isCut: rows.isCut,
    credit,
    ...(earlier.length === 0 ? {} : { earlierCredits: earlier }),
    seats: { withPin: customer.seatsWithPin, of: customer.seats },
    line: { availability: availabilityOf(rows), calls: calls.ofCustomer, foundLater: calls.foundLater },
    ...(rows.checkpoint === null ? {} : { checkpoint: rows.checkpoint }),
  };
}

/**
 * Of the whole, what is not all of it never reads as if it were. The last drill of the month before reaches into this one for a
 * while: alone it measures nothing.
 */
function availabilityOf({ line, month }: ReportRows): MonthlyReport['line']['availability'] {
  if (line.drills === 0 || line.measuredMs === 0) return null;
  const unknownMs = month.until.getTime() - month.from.getTime() - line.measuredMs;
  return {
    share: Math.floor((line.openMs / line.measuredMs) * 10_000) / 10_000,
    drills: line.drills,
    failed: line.failed,
    unknownMinutes: Math.round(unknownMs / 60_000),
  };
}

/** A term that was renewed says nothing of the months before: they had one of their own, and where something was promised, there was a contract. */
function isOutsideTerm({ customer, month, tickets, figures, calls }: ReportRows): boolean {
  const terms = [{ from: customer.validFrom, until: customer.validUntil }, ...customer.formerTerms];
  const isEmpty = tickets.length === 0 && figures.length === 0 && calls.ofCustomer === 0;
  return (
    isEmpty &&
    !terms.some(({ from, until }) => month.name >= from.slice(0, 7) && month.name <= until.slice(0, 7))
  );
}

function countedBy(
  { figures }: ReportRows,
  counts: (row: ReportRows['figures'][number]) => boolean,
): Attainment {
  const counted = figures.filter(counts);
  const sum = STANDINGS.map((standing) => {
    const same = counted.filter((row) => row.standing === standing);
    return [standing, same.reduce((total, { count }) => total + count, 0)];
  });
  return Object.fromEntries(sum) as Attainment;
}

function reportTicket(ticket: ReportRows['tickets'][number], rows: ReportRows, now: Date): ReportedTicket {
  const { number, openedAt, respondBy, answeredAt, standing, endedAt } = ticket;
  const events = rows.events.filter(
    ({ ticketNumber, at }) => ticketNumber === number && (endedAt === null || at < endedAt),
  );
  const toldUntil = endOfListedBefore(ticket, rows.tickets);
  const ownEvents = events.filter(({ at }) => toldUntil === null || at >= toldUntil);
  const isMiss = standing === 'late' || standing === 'unanswered';
  const receipt = rows.receipts.get(number);
  const answeredBy = answeredAt ?? ticket.closedAt ?? now;
  const dueAt = promiseDueAt(ticket);
  return {
    number,
    kind: ticket.kind,
    signature: ticket.signature,
    severity: ticket.severity,
    channel: ticket.channel,
    verified: ticket.verified,
    openedAt: openedAt.toISOString(),
    clock: ticket.clock,
    windowFrom: ticket.windowFrom.toISOString(),
    windowMs: ticket.ms,
    days: ticket.days.map(({ date, from, until, ms }) => ({
      date,
      from: from.toISOString(),
      until: until.toISOString(),
      ms,
    })),
    respondBy: respondBy.toISOString(),
    missedAt: ticket.missedAt?.toISOString() ?? null,
    severityChanges: ownEvents.flatMap(asSeverityChange),
    acknowledgedAt: ticket.acknowledgedAt?.toISOString() ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
    ...(ticket.answeredHow === 'facts-requested' ? { asksForFacts: true as const } : {}),
    closedAt: ticket.closedAt?.toISOString() ?? null,
    answeredAfterMs: answeredAt && answeredAt.getTime() - (ticket.begunAt ?? openedAt).getTime(),
    lateMs: isMiss ? Math.max(0, answeredBy.getTime() - dueAt.getTime()) : null,
    standing,
    dueIn: ticket.dueIn,
    miss: isMiss ? missOf(number, dueAt, rows) : null,
    reopenings: ownEvents.flatMap(asReopening),
    stages: ticket.kind === 'signature' ? stagesOf(openedAt, events) : [],
    ...(receipt === undefined ? {} : { receipt }),
  };
}

/** Until when the promise that is listed before it tells what happened to their ticket; null: it is the first of its ticket. */
function endOfListedBefore(
  { number, begunAt }: Pick<ReportedTicketRow, 'number' | 'begunAt'>,
  listed: readonly ReportedTicketRow[],
): Date | null {
  const ends = listed.flatMap((other) =>
    other.number === number && other.endedAt !== null && begunAt !== null && other.endedAt <= begunAt
      ? [other.endedAt]
      : [],
  );
  return ends.length === 0 ? null : new Date(Math.max(...ends.map(Number)));
}

/** What was done about one miss of a ticket is no remedy of the next. */
function missOf(ticketNumber: string, dueAt: Date, { causes, remedies }: ReportRows): ReportedTicket['miss'] {
  const remedy = remedies.find((each) => isOfSameMiss(each, { ticketNumber, dueAt }));
  return {
    cause: causes.get(promiseKey(ticketNumber, dueAt)) ?? 'not-paged',
    remedy: remedy ? { text: remedy.text, at: remedy.writtenAt.toISOString() } : null,
  };
}

function asSeverityChange({ at, kind, detail }: ReportedEvent): ReportedTicket['severityChanges'] {
  if (kind !== 'severity-changed') return [];
  const [from, to] = [severityIn(detail.from), severityIn(detail.to)];
  const respondBy = typeof detail.respondBy === 'string' ? detail.respondBy : null;
  return from && to ? [{ at: at.toISOString(), from, to, respondBy }] : [];
}

function severityIn(value: unknown): Severity | undefined {
  return SEVERITIES.find((severity) => severity === Number(value));
}

/** A released change of signatures is objected to without the ticket being opened again by that word. */
function asReopening({ at, kind, actor, detail }: ReportedEvent): ReportedTicket['reopenings'] {
  const isReopened = kind === 'reopened' || (kind === 'progress' && detail.stage === 'objected');
  return isReopened ? [{ at: at.toISOString(), by: actor === 'customer' ? 'customer' : 'service' }] : [];
}

const TOLD_STAGES = [...STAGES, 'objected', 'asked'] as const;

/** Received with the first ring; what came then, the timeline knows. */
function stagesOf(openedAt: Date, events: readonly ReportedEvent[]): ReportedTicket['stages'] {
  const told = events.flatMap(({ at, kind, detail }) => {
    const stage = TOLD_STAGES.find((known) => kind === 'progress' && known === detail.stage);
    const version = typeof detail.version === 'string' ? detail.version : null;
    return stage ? [{ at: at.toISOString(), stage, version }] : [];
  });
  return [{ at: openedAt.toISOString(), stage: 'received', version: null }, ...told];
}
