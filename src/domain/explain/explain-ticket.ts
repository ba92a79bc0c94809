import { COLLECT_MS, mayWait } from '../paging/decide-hold-back.ts';
import { isUnanswered, type Ticket } from '../tickets/ticket.ts';
import type { TimelineEvent } from '../tickets/timeline-store.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import type { Carried, PendingWork } from './carried-store.ts';

/** What something waited for. */
export type WaitingFor =
  /** the hotline itself: no worker was free, or it or its database was away */
  | 'hotline'
  /** mild pages to one phone go out a minute apart */
  | 'collecting'
  /** the person was on another call of ours */
  | 'person'
  /** the carrier's answer to our request */
  | 'carrier'
  /** the network, from the carrier to the phone */
  | 'network'
  /** a phone that rang */
  | 'ringing';

export interface StepWait {
  for: WaitingFor;
  ms: number;
}

/** Shorter waits are nobody's business. */
const MIN_WAIT_MS = 1_000;

/** Something that happened, what carried it, and what that waited for. */
export interface ExplainedStep {
  at: Date;
  event: TimelineEvent | null;
  /** when it should have happened; null where nothing was planned */
  dueAt: Date | null;
  /** the page or SMS that went out, if it was one */
  carried: Carried | null;
  waits: StepWait[];
}

/** The way from the first ring to the answer, each part in milliseconds since the first ring; null: not yet. */
export interface Milestones {
  paged: number | null;
  acknowledged: number | null;
  joined: number | null;
  answered: number | null;
}

/**
 * How the promise stands: `missed-before`: the deadline of now is kept, or still ahead, but one before it was missed; `running`:
 * no answer yet, and the deadline lies ahead; `closed`: without an answer, before the deadline.
 */
type Verdict = 'in-time' | 'late' | 'missed-before' | 'running' | 'closed';

export interface Explanation {
  milestones: Milestones;
  verdict: Verdict;
  /** by how much the answer came after the deadline, or is late by now; null if it is not */
  lateMs: number | null;
  steps: ExplainedStep[];
  pending: PendingWork[];
}

/** All that is on record of a ticket's way. */
export interface TicketRecord {
  ticket: Pick<
    Ticket,
    | 'openedAt'
    | 'respondBy'
    | 'acknowledgedAt'
    | 'answeredAt'
    | 'closedAt'
    | 'missedAt'
    | 'status'
    | 'verified'
    | 'severity'
  >;
  timeline: readonly TimelineEvent[];
  carried: readonly Carried[];
  pending: PendingWork[];
}

/** Puts what happened, what went out and what that waited for into one order. */
export function explainTicket({ ticket, timeline, carried, pending }: TicketRecord, now: Date): Explanation {
  const left = new Set(carried);
  // a critical ticket counts from the first ring, and nothing can be done before it is opened
  const openedAt = timeline[0]?.at ?? ticket.openedAt;
  const about = { openedAt, isCollected: mayWait(ticket) };
  const events = timeline.map((event): ExplainedStep => {
    const own = event.kind === 'page' ? [...left].find((one) => isAbout(event, one)) : undefined;
    if (own) left.delete(own);
    return stepOf({ at: event.at, event, carried: own ?? null }, about);
  });
  const others = [...left].map((one) => stepOf({ at: one.plannedAt, event: null, carried: one }, about));
  // what is closed without an answer gets no later
  const until = ticket.answeredAt ?? ticket.closedAt ?? now;
  return {
    milestones: milestonesOf(ticket, timeline, carried),
    verdict: verdictOf(ticket, until),
    lateMs: until > ticket.respondBy ? msBetween(ticket.respondBy, until) : null,
    steps: [...events, ...others].toSorted((one, other) => one.at.getTime() - other.at.getTime()),
    pending,
  };
}

/** A miss stays a miss, also when the deadline was moved afterwards. */
function verdictOf(
  { respondBy, missedAt, answeredAt, status }: TicketRecord['ticket'],
  until: Date,
): Verdict {
  if (until > respondBy) return 'late';
  if (missedAt !== null) return 'missed-before';
  if (answeredAt !== null) return 'in-time';
  return isUnanswered({ status }) ? 'running' : 'closed';
}

/** Whether this is the page that an event tells of. */
function isAbout({ at, detail }: TimelineEvent, one: Carried): boolean {
  return (
    one.audience === 'page' &&
    one.plannedAt.getTime() === at.getTime() &&
    one.kind === detail.channel &&
    engineerOrSupervisors(one.engineer) === detail.engineer
  );
}

function stepOf(
  { at, event, carried }: Pick<ExplainedStep, 'at' | 'event' | 'carried'>,
  { openedAt, isCollected }: { openedAt: Date; isCollected: boolean },
): ExplainedStep {
  const dueAt = typeof event?.detail.dueAt === 'string' ? new Date(event.detail.dueAt) : null;
  const late: StepWait[] = dueAt
    ? [{ for: 'hotline', ms: msBetween(dueAt > openedAt ? dueAt : openedAt, at) }]
    : [];
  const waits = [...late, ...(carried ? waitsOf(carried, isCollected) : [])];
  return { at, event, dueAt, carried, waits: waits.filter(({ ms }) => ms >= MIN_WAIT_MS) };
}

/**
 * What a page or SMS waited for, from being wanted to being heard or read.
 * @param isCollected whether pages about the ticket are collected: those of others wait for nothing but the hotline
 */
function waitsOf(carried: Carried, isCollected: boolean): StepWait[] {
  const { plannedAt, askedAt, takenAt, answeredAt, deliveredAt, endedAt } = carried;
  const waits: StepWait[] = [];
  const add = (reason: WaitingFor, from: Date | null, until: Date | null) => {
    if (from && until) waits.push({ for: reason, ms: msBetween(from, until) });
  };
  const { busyUntil, textedAt } = carried;
  add('person', plannedAt, busyUntil);
  const wanted = busyUntil ?? plannedAt;
  const collected = isCollected && textedAt ? collectedUntil(textedAt, askedAt) : wanted;
  add('collecting', wanted, collected);
  add('hotline', collected > wanted ? collected : wanted, askedAt);
  add('carrier', askedAt, takenAt);
  if (carried.kind === 'call') add('ringing', takenAt ?? askedAt, answeredAt ?? endedAt);
  else add('network', takenAt, deliveredAt);
  return waits;
}

/** A minute after the phone had got another page, if it did not go out sooner. */
function collectedUntil(textedAt: Date, askedAt: Date | null): Date {
  const until = new Date(textedAt.getTime() + COLLECT_MS);
  return askedAt && askedAt < until ? askedAt : until;
}

function milestonesOf(
  { openedAt, acknowledgedAt, answeredAt }: TicketRecord['ticket'],
  timeline: readonly TimelineEvent[],
  carried: readonly Carried[],
): Milestones {
  const since = (at: Date | null | undefined) => (at ? msBetween(openedAt, at) : null);
  const asked = carried.flatMap(({ audience, askedAt }) => (audience === 'page' && askedAt ? [askedAt] : []));
  const first = asked.toSorted((one, other) => one.getTime() - other.getTime())[0];
  // a ticket that went stale was acknowledged before: what counts is the first time
  const acknowledged = timeline.find(({ kind }) => kind === 'acknowledged')?.at ?? acknowledgedAt;
  return {
    paged: since(first),
    acknowledged: since(acknowledged),
    joined: since(timeline.find(({ kind }) => kind === 'joined')?.at),
    answered: since(answeredAt),
  };
}

function msBetween(from: Date, until: Date): number {
  return Math.max(0, until.getTime() - from.getTime());
}
