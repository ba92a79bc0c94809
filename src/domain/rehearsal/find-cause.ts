import { DateTime } from 'luxon';
import { nextOpening } from '../calendar/calendar.ts';
import type { ResponseWindow } from '../calendar/response-target.ts';
import { windowInstant } from '../calendar/response-target.ts';
import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';
import { readTarget, type TargetRows } from '../escalation/decide-recipients.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { freeTimes, shiftsBetween } from '../oncall/shifts.ts';
import { type Mend, sayMend } from './mend.ts';
import type { PagePlace } from './page-places.ts';
import type { Impossible } from './proof.ts';

export type FoundCause = Pick<Impossible, 'cause' | 'who' | 'remedy' | 'mend'>;

/** So far around a hole is looked for who is on call beside it. */
const AROUND_MS = 35 * 24 * 3_600_000;

/** What a ticket's steps meet that nobody can be paged by. */
export interface HoleRows {
  policyName: string;
  policy: EscalationPolicy;
  /** those that leave enough of the window */
  places: readonly PagePlace[];
  window: ResponseWindow;
  people: TargetRows;
}

/** Why nobody can be paged for a ticket, and the smallest change that mends it. */
export function findCause({ policyName, policy, places, window, people }: HoleRows): FoundCause {
  if (places.length === 0) return found('too-late', [], { key: 'page-earlier', policy: policyName });
  const targets = policy.steps.flatMap(({ page }) => page).map(readTarget);
  for (const { step, spentMs } of places) {
    const page = pageAt(window, spentMs);
    for (const target of (policy.steps[step]?.page ?? []).map(readTarget)) {
      const schedule = target.kind === 'schedule' ? people.schedules.get(target.name) : undefined;
      if (target.kind === 'schedule' && schedule) return gapIn(target.name, schedule, page);
    }
  }
  if (targets.some(({ kind }) => kind === 'tam' || kind === 'deputy')) return managersAway(people);
  return found('only-supervisors', [], { key: 'page-engineers', policy: policyName });
}

/** Why a promise cannot be kept, with what mends it, as data and in a sentence. */
export function found(cause: Impossible['cause'], who: readonly string[], mend: Mend): FoundCause {
  return { cause, who, mend, remedy: sayMend(mend) };
}

function pageAt(window: ResponseWindow, spentMs: number): Date {
  const page = windowInstant(window, { durationMs: spentMs });
  return window.clock === 'business' ? nextOpening(window.calendar, page) : page;
}

function gapIn(name: string, schedule: ScheduleDefinition, page: Date): FoundCause {
  const around = {
    from: new Date(page.getTime() - AROUND_MS),
    until: new Date(page.getTime() + AROUND_MS),
  };
  const gap = freeTimes(schedule, around.from, around.until).find(
    ({ from, until }) => from <= page && page < until,
  );
  const { from, until } = gap ?? around;
  const shifts = shiftsBetween(schedule, around.from, around.until);
  const before = shifts.findLast((shift) => shift.until <= from);
  const after = shifts.find((shift) => shift.from >= until);
  const local = (instant: Date) =>
    DateTime.fromJSDate(instant, { zone: schedule.timezone }).toFormat("yyyy-MM-dd'T'HH:mm");
  const { timezone } = schedule;
  const who = [...new Set([before?.engineer, after?.engineer].flatMap((key) => key ?? []))];
  const times = { from: local(from), until: local(until), timezone };
  return found('gap', who, { key: 'staff-schedule', schedule: name, ...times });
}

function managersAway({ customer }: TargetRows): FoundCause {
  const who = [customer?.tam, customer?.deputy].flatMap((key) => key ?? []);
  return found('managers-away', who, { key: who.length === 0 ? 'name-manager' : 'move-absence' });
}
