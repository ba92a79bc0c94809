import { DAY, type LocalTime } from '../calendar/local-time.ts';
import { type Budget, recurrences, spend } from './bounded-recurrence.ts';
import {
  all,
  dayOf,
  type IcalEvent,
  type Length,
  type Rule,
  replacedBy,
  startOf,
  type Timing,
  timingOf,
} from './ical-event.ts';
import { type IcalClock, type IcalTime, instantOf, UTC } from './ical-time.ts';

/** One time that an event takes place. */
export interface Occurrence {
  readonly event: IcalEvent;
  /** Epoch milliseconds, like `until`. */
  readonly from: number;
  readonly until: number;
}

/** An event, and those that take the place of some of its occurrences. */
export interface EventSeries {
  readonly event: IcalEvent;
  readonly exceptions: readonly IcalEvent[];
}

/** The time that is asked for, in epoch milliseconds. */
export interface EventSpan {
  readonly from: number;
  readonly until: number;
}

/**
 * The occurrences of a series that touch a span, in order. The event's own beginning always counts, and a time that was moved
 * counts where it was moved to.
 * @throws IcalRefusal
 */
export function occurrencesOf(
  { event, exceptions }: EventSeries,
  span: EventSpan,
  budget: Budget,
): Occurrence[] {
  const timing = timingOf(event);
  const left = new Marks(timing.start, event);
  for (const time of timing.excluded) left.add(time);
  const { changes, moved } = applyExceptions(exceptions, timing, left);
  // what is moved forward may come from behind the span
  const reach = changes.reduce((latest, { by }) => Math.max(latest, span.until - by), span.until);
  for (const rule of timing.excludedRules) {
    for (const local of timesOf(rule, timing, reach, budget)) left.add({ ...timing.start, local });
  }
  const planned = [...plannedTimes(timing, reach, budget)]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([_, each]) => (left.has(each.start) ? [] : [each]));
  return [...allChanged(event, planned, changes), ...moved]
    .filter(({ from, until }) => from < until && from < span.until && until > span.from)
    .toSorted((one, other) => one.from - other.from);
}

/** What exceptions change from some time on, and what they move; marks what they take the place of. */
function applyExceptions(
  exceptions: readonly IcalEvent[],
  timing: Timing,
  left: Marks,
): { changes: Change[]; moved: Occurrence[] } {
  const changes: Change[] = [];
  const moved: Occurrence[] = [];
  for (const exception of exceptions) {
    const at = replacedBy(exception, timing.start);
    if (!at) continue;
    if (at.andAfter) changes.push(changeOf(exception, at.time, timing));
    else {
      left.add(at.time);
      if (!exception.isCancelled) moved.push(onlyOnce(exception, at.time, timing));
    }
  }
  return { changes, moved };
}

interface Planned {
  readonly start: IcalTime;
  readonly length: Length;
}

/** By instant, so that a time that several rules make is one. */
function plannedTimes(timing: Timing, reach: number, budget: Budget): Map<number, Planned> {
  const { start, length, rules, extra } = timing;
  const planned = new Map<number, Planned>([[instantOf(start), { start, length }]]);
  for (const rule of rules) {
    for (const local of timesOf(rule, timing, reach, budget)) {
      const time = { ...start, local };
      planned.set(instantOf(time), { start: time, length });
    }
  }
  for (const each of extra) {
    spend(budget);
    planned.set(instantOf(each.start), each);
  }
  return planned;
}

/** The times of a rule, of which the event's beginning is the first, whether the rule makes it or not. */
function* timesOf(rule: Rule, { start }: Timing, reach: number, budget: Budget): Generator<LocalTime> {
  // clocks differ from UTC by less than a day
  const end = reach + DAY;
  let count = 1;
  for (const local of recurrences(rule, start, end, budget)) {
    if (local <= start.local) continue;
    count += 1;
    if (count > rule.count || (rule.until && isAfter({ ...start, local }, rule.until))) return;
    yield local;
  }
}

/** Whether a time of a series lies behind its end, that end included; a day ends with its last moment. */
function isAfter(time: IcalTime, until: IcalTime): boolean {
  if (until.isDate) return dayOf(time.local) > dayOf(until.local);
  if (instantOf(time) <= instantOf(until)) return false;
  // days end at midnight in UTC, in some calendars, wherever they are
  return !(
    time.isDate &&
    until.clock === UTC &&
    dayOf(time.local) <= dayOf(until.local) &&
    until.local % DAY === 0
  );
}

/** Times that are left out of a series, however they are written: exactly, or by their day. */
class Marks {
  readonly #instants = new Set<number>();
  readonly #days = new Set<number>();
  readonly #start: IcalTime;
  readonly #home: IcalClock;

  constructor(start: IcalTime, event: IcalEvent) {
    this.#start = start;
    this.#home = event.home;
  }

  add(time: IcalTime): void {
    const { clock } = this.#start;
    if (time.isDate) this.#days.add(dayOf(time.local));
    // a day that is left out may be written as its midnight in some zone
    else if (this.#start.isDate) {
      this.#days.add(dayOf(time.clock === UTC ? clock.shownAt(instantOf(time)) : time.local));
    } else {
      this.#instants.add(instantOf(time));
      if (!time.isZoned)
        this.#instants.add(this.#home.instantOf(time.local)).add(clock.instantOf(time.local));
    }
  }

  has(time: IcalTime): boolean {
    const instant = instantOf(time);
    const days = this.#start.clock === UTC ? this.#home : this.#start.clock;
    return this.#instants.has(instant) || this.#days.has(dayOf(days.shownAt(instant)));
  }
}

/** What an event changes for an occurrence of its series and all later ones. */
interface Change {
  readonly event: IcalEvent;
  /** Epoch milliseconds. */
  readonly from: number;
  /** How much later they begin, in milliseconds on the wall clock. */
  readonly by: number;
  readonly length: Length;
}

function changeOf(event: IcalEvent, at: IcalTime, { start, length }: Timing): Change {
  const from = instantOf(at);
  if (event.isCancelled) return { event, from, by: 0, length };
  const own = timingOf(event);
  const shown = (time: IcalTime) => start.clock.shownAt(instantOf(time));
  return { event, from, by: shown(own.start) - shown(at), length: own.length };
}

/** @param planned in order */
function allChanged(event: IcalEvent, planned: readonly Planned[], changes: Change[]): Occurrence[] {
  const coming = changes.toSorted((one, other) => other.from - one.from);
  let change: Change | undefined;
  return planned.flatMap(({ start, length }) => {
    while ((coming.at(-1)?.from ?? Number.POSITIVE_INFINITY) <= instantOf(start)) change = coming.pop();
    if (!change) return [occurrence(event, start, length)];
    if (change.event.isCancelled) return [];
    return [occurrence(change.event, { ...start, local: start.local + change.by }, change.length)];
  });
}

/** An occurrence that was changed; what it does not say is as in its series. */
function onlyOnce(event: IcalEvent, at: IcalTime, series: Timing): Occurrence {
  const start = all(event, 'dtstart').length > 0 ? startOf(event) : at;
  const saysEnd = all(event, 'dtend').length + all(event, 'duration').length > 0;
  return occurrence(event, start, saysEnd ? timingOf(event).length : series.length);
}

function occurrence(event: IcalEvent, start: IcalTime, { milliseconds, isFixed }: Length): Occurrence {
  const from = instantOf(start);
  const until = isFixed ? from + milliseconds : start.clock.instantOf(start.local + milliseconds);
  return { event, from, until };
}
