import type { Severity, TicketStatus } from '../tickets/ticket.ts';
import { type Channel, OPEN_PAGE, type PageStatus } from './page.ts';

/**
 * How a ticket stands that nobody has: `calm` while nobody has failed, `amber` as soon as one step has, `red` after a whole
 * round, or when no further step comes before the deadline.
 */
export type ReachState = 'calm' | 'amber' | 'red';

export interface Reach {
  state: ReachState;
  /** since when it stands so; null: calm */
  since: Date | null;
  /** how many steps have failed since somebody had it last */
  steps: number;
}

/** One step as it was taken, or a hand-over by name. */
export interface TakenStep {
  round: number;
  /** below 0: no step of the policy */
  step: number;
  takenAt: Date;
  foundNobody: boolean;
  /** none: whoever it means was paged by another step at the same instant */
  pages: readonly TakenPage[];
}

export interface TakenPage {
  channel: Channel;
  status: PageStatus;
  endedAt: Date | null;
}

/** What is on record about the paging of a ticket since somebody had it last, or since it was opened. */
export interface PagingRecord {
  status: TicketStatus;
  severity: Severity;
  openedAt: Date;
  respondBy: Date;
  round: number;
  /** when the round that is running begins, or began */
  pagingFrom: Date;
  /** when the plan goes on; null: it does not */
  nextAt: Date | null;
  /** how many steps a round has */
  stepCount: number;
  /** when whoever had it let it go; null: nobody had it */
  droppedAt: Date | null;
  /** in the order in which they were taken */
  steps: readonly TakenStep[];
}

/** How a ticket stands at an instant; null: somebody has it, or it is answered. */
export function judgeReach(record: PagingRecord, now: Date): Reach | null {
  if (record.status !== 'open') return null;
  const failures = record.steps.flatMap((_step, index) => failureOf(record, index, now) ?? []);
  const steps = failures.length;
  const red = earliest([deadlineLost(record, now), wholeRoundFailedAt(record, failures)]);
  if (red) return { state: 'red', since: red, steps };
  const amber = earliest([record.droppedAt, ...failures.map(({ at }) => at)]);
  return amber ? { state: 'amber', since: amber, steps } : { state: 'calm', since: null, steps };
}

interface Failure {
  step: TakenStep;
  at: Date;
}

/** A step has failed when it found nobody, when its people were not reached, or when the plan has gone on without them. */
function failureOf(record: PagingRecord, index: number, now: Date): Failure | null {
  const step = record.steps[index];
  if (!step) return null;
  if (step.foundNobody) return { step, at: step.takenAt };
  const pages = pagesOf(record, step).filter(({ status }) => status !== 'withdrawn');
  if (pages.length === 0) return null;
  const at = earliest([notReachedAt(pages), overtakenAt(record, step, now)]);
  return at && { step, at };
}

/** Steps that are taken together page the same people once. */
function pagesOf({ steps }: PagingRecord, { pages, takenAt }: TakenStep): readonly TakenPage[] {
  if (pages.length > 0) return pages;
  return steps
    .filter((other) => other.takenAt.getTime() === takenAt.getTime())
    .flatMap((other) => other.pages);
}

/** As the plan itself goes on: whoever is called and does not answer is not waited for because of an SMS. */
function notReachedAt(pages: readonly TakenPage[]): Date | null {
  const calls = pages.filter(({ channel }) => channel === 'call');
  const ends = (calls.length > 0 ? calls : pages).map(({ status, endedAt }) =>
    OPEN_PAGE.includes(status) ? null : endedAt,
  );
  return ends.every((end) => end !== null) ? latest(ends) : null;
}

/** Steps that are taken at one instant do not overtake each other. */
function overtakenAt({ steps, round, pagingFrom }: PagingRecord, step: TakenStep, now: Date): Date | null {
  const later = steps.find(({ takenAt }) => takenAt > step.takenAt)?.takenAt;
  if (later) return later;
  return round > step.round && pagingFrom > step.takenAt && pagingFrom <= now ? pagingFrom : null;
}

function wholeRoundFailedAt({ stepCount }: PagingRecord, failures: readonly Failure[]): Date | null {
  return earliest(failures.filter(({ step }) => step.step >= stepCount - 1).map(({ at }) => at));
}

/** The deadline has passed, or no further step is planned before it. */
function deadlineLost(record: PagingRecord, now: Date): Date | null {
  const { respondBy, nextAt, steps, droppedAt, openedAt } = record;
  if (now > respondBy) return respondBy;
  if (nextAt !== null && nextAt <= respondBy) return null;
  return steps.at(-1)?.takenAt ?? droppedAt ?? openedAt;
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((at) => at !== null).map((at) => at.getTime());
  return known.length > 0 ? new Date(Math.min(...known)) : null;
}

function latest(instants: readonly Date[]): Date {
  return new Date(Math.max(...instants.map((at) => at.getTime())));
}
