import { Duration } from 'luxon';
import { HotlineError } from '../../platform/errors.ts';
import { readOnce } from '../../platform/read-once.ts';
import { addOpenTime, type Calendar, ifReached, isOpen, nextOpening, openTimeBetween } from './calendar.ts';

/** `always`: elapsed time. `business`: only inside the calendar's open spans. */
type Clock = 'always' | 'business';

/** What a plan promises for a severity. */
export interface ResponseTarget {
  /** ISO 8601 duration, `PT30M`, `PT6H`; on the clock `always` also days and weeks, of 24 hours each */
  within: string;
  clock: Clock;
}

/** The time a ticket has, on its own clock. */
export interface ResponseWindow {
  clock: Clock;
  calendar: Calendar;
  /** the start, or on the business clock the next opening */
  windowFrom: Date;
  respondBy: Date;
}

/** A place in a window: a share of it (0 the beginning, 1 the deadline), or time spent since its beginning. */
export type WindowPlace = { share: number } | { durationMs: number };

/** Units whose length depends on when they are spent. */
const CALENDAR_UNITS = ['years', 'quarters', 'months'] as const;
const DAY_UNITS = ['weeks', 'days'] as const;

/** What is wrong with a target as a plain sentence, or undefined. */
export function responseTargetFault(target: ResponseTarget): string | undefined {
  const read = readTarget(target);
  return typeof read === 'string' ? read : undefined;
}

/**
 * The length of a target in milliseconds on its own clock.
 * @throws HotlineError 'bad-input' with what `responseTargetFault` finds
 */
export function responseTargetMs(target: ResponseTarget): number {
  const read = readTarget(target);
  if (typeof read === 'string')
    throw new HotlineError('bad-input', `A response target can't be used: ${read}`);
  return read;
}

/**
 * The response window of a ticket whose clock starts at `start`. On the business clock a start outside the opening hours
 * counts from the next opening; a target of no length is due as soon as its window begins.
 * @throws HotlineError 'bad-input' for a target that `responseTargetFault` finds fault with, 'table-too-short' if the
 *   calendar does not reach far enough
 */
export function respondBy(target: ResponseTarget, calendar: Calendar, start: Date): ResponseWindow {
  const { clock } = target;
  const windowFrom = clock === 'always' ? new Date(start) : nextOpening(calendar, start);
  const deadline = add(clock, calendar, windowFrom, responseTargetMs(target));
  return { clock, calendar, windowFrom, respondBy: deadline };
}

/**
 * The window that a ticket is promised: `respondBy`, or elapsed time of the same length where the calendar does not open for
 * long enough. That is stricter than the contract, and nobody is left without a ticket for it.
 * @throws HotlineError 'bad-input' for a target that `responseTargetFault` finds fault with
 */
export function promiseWindow(target: ResponseTarget, calendar: Calendar, start: Date): ResponseWindow {
  return (
    ifReached(() => respondBy(target, calendar, start)) ??
    respondBy({ ...target, clock: 'always' }, calendar, start)
  );
}

/**
 * The instant at a place in the window, on the ticket's own clock; a duration may reach beyond the deadline, and is elapsed
 * time where the calendar does not open for long enough any more.
 */
export function windowInstant(window: ResponseWindow, place: WindowPlace): Date {
  const { clock, calendar, windowFrom } = window;
  const spentMs = 'share' in place ? Math.round(place.share * lengthMs(window)) : place.durationMs;
  return (
    ifReached(() => add(clock, calendar, windowFrom, spentMs)) ?? add('always', calendar, windowFrom, spentMs)
  );
}

/** Whether the clock of a window counts at an instant: on the business clock it stands still while the calendar is closed. */
function isClockRunning({ clock, calendar }: ResponseWindow, at: Date): boolean {
  return clock === 'always' || isOpen(calendar, at);
}

/**
 * The opening for which what is to be done about a window waits; null: it does not wait. A deadline before that opening was
 * promised before its day was closed, and is still to be kept. Nothing waits for a calendar that opens no more.
 */
export function waitsUntil(window: ResponseWindow, at: Date): Date | null {
  if (isClockRunning(window, at)) return null;
  const opening = ifReached(() => nextOpening(window.calendar, at));
  if (opening === null) return null;
  const isStillToBeKept = at < window.respondBy && window.respondBy < opening;
  return isStillToBeKept ? null : opening;
}

/** Milliseconds left until the deadline, on the ticket's own clock; negative when it has passed. */
export function remainingMs({ clock, calendar, respondBy }: ResponseWindow, now: Date): number {
  return between(clock, calendar, now, respondBy);
}

/** The share of the window that is spent: 0 before it begins, 1 at the deadline, more when that has passed. */
export function elapsedShare(window: ResponseWindow, now: Date): number {
  const spent = Math.max(0, between(window.clock, window.calendar, window.windowFrom, now));
  const length = lengthMs(window);
  if (length === 0) return now < window.windowFrom ? 0 : 1;
  return spent / length;
}

function lengthMs({ clock, calendar, windowFrom, respondBy }: ResponseWindow): number {
  return between(clock, calendar, windowFrom, respondBy);
}

function add(clock: Clock, calendar: Calendar, from: Date, durationMs: number): Date {
  return clock === 'always' ? new Date(from.getTime() + durationMs) : addOpenTime(calendar, from, durationMs);
}

function between(clock: Clock, calendar: Calendar, from: Date, until: Date): number {
  return clock === 'always' ? until.getTime() - from.getTime() : openTimeBetween(calendar, from, until);
}

/** @returns milliseconds, or the fault */
function readTarget({ within, clock }: ResponseTarget): number | string {
  const read = readLength(within);
  if (typeof read === 'string') return read;
  if (clock === 'business' && read.countsDays) {
    return `"${within}" counts days, which have no fixed length on the business clock; write it in hours, like PT8H.`;
  }
  return read.ms < 0 ? `"${within}" is negative.` : read.ms;
}

/** It is asked for at every first ring, and of few texts. @returns the length, or the fault on whichever clock */
const readLength = readOnce((within): { ms: number; countsDays: boolean } | string => {
  const duration = Duration.fromISO(within);
  if (!duration.isValid) return `"${within}" is no ISO 8601 duration; write it like PT30M or PT6H.`;
  if (CALENDAR_UNITS.some((unit) => duration[unit] !== 0)) {
    return `"${within}" has no fixed length; write it in hours and minutes, like PT30M or PT6H.`;
  }
  const ms = Math.round(duration.toMillis());
  return { ms, countsDays: DAY_UNITS.some((unit) => duration[unit] !== 0) };
});
