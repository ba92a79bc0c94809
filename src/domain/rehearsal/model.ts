import type { Calendar } from '../calendar/calendar.ts';
import type { LocalTime } from '../calendar/local-time.ts';
import { NO_REST_RULE, type RestRule } from '../calendar/rest-rule.ts';
import { wallClock } from '../calendar/wall-clock.ts';
import type { EscalationPolicy } from '../directory-entry/directory-schema.ts';
import type { TargetRows } from '../escalation/decide-recipients.ts';
import { restRuleOf } from '../oncall/rest-rule-of.ts';
import type { Ticket } from '../tickets/ticket.ts';
import { draw } from './draw.ts';
import type { Habits } from './habits.ts';
import { HOUR_MS, hourOfWeek } from './local-hours.ts';
import { type CustomerGroup, customerGroups, peopleFor, type Rehearsed } from './rehearsed.ts';

/** What goes wrong in every replication beside what people do. */
export interface Disturbance {
  /** the carrier takes nothing for so long, once in each replication */
  carrierDownMs: number;
  /** keys of engineers whose phones are off */
  phonesOff: ReadonlySet<string>;
}

export const UNDISTURBED: Disturbance = { carrierDownMs: 0, phonesOff: new Set() };

/** What is asked of a rehearsal. */
export interface RehearsalQuestion {
  rehearsed: Rehearsed;
  habits: Habits;
  from: Date;
  until: Date;
  /** of each replication */
  calls: number;
  seed: number;
  disturbance: Disturbance;
}

/** A group of customers with all that its tickets are decided by. */
export interface PlayedGroup extends CustomerGroup {
  people: TargetRows;
  policies: Record<Ticket['kind'], EscalationPolicy>;
}

/** A question, prepared: what is the same for every call is worked out once. */
export interface Model extends RehearsalQuestion {
  groups: readonly PlayedGroup[];
  /** up to which share of all calls each group's reach */
  groupShares: Float64Array;
  severityShares: Float64Array;
  /** up to which share of all calls each hour's reach, and when it begins */
  hourShares: Float64Array;
  hourBegins: Float64Array;
  /** what the clock shows that most customers live by */
  localTime: (instant: number) => LocalTime;
  /** by what an engineer's nights are counted */
  restRuleOf: (engineer: string) => RestRule;
}

/** @returns null: the directory has no plan that could be played */
export function prepareModel(question: RehearsalQuestion): Model | null {
  const { rehearsed, habits, from, until } = question;
  const groups = customerGroups(rehearsed).flatMap((group): PlayedGroup[] => {
    const { problem, signature } = group.rules.escalation;
    const policies = {
      problem: rehearsed.directory.escalations.get(problem),
      signature: rehearsed.directory.escalations.get(signature),
    };
    if (!policies.problem || !policies.signature) return [];
    const people = peopleFor(rehearsed, group.managers);
    return [{ ...group, people, policies: { problem: policies.problem, signature: policies.signature } }];
  });
  if (groups.length === 0) return null;
  const localTime = wallClock(usualZone(groups)).shownAt;
  const { engineers, schedules } = rehearsed.directory;
  const rules = new Map([...engineers.keys()].map((key) => [key, restRuleOf(key, schedules.values())]));
  const hours = hoursBetween(from.getTime(), until.getTime());
  return {
    ...question,
    groups,
    groupShares: sharesOf(groups.map(({ customers }) => Math.max(1, customers.length))),
    severityShares: sharesOf(habits.severities),
    hourShares: sharesOf(hours.map((hour) => habits.callsByHour[hourOfWeek(localTime(hour))] ?? 0)),
    hourBegins: Float64Array.from(hours),
    localTime,
    restRuleOf: (engineer) => rules.get(engineer) ?? NO_REST_RULE,
  };
}

/** The first rings of a replication, in order. */
export function drawRings(
  { hourShares, hourBegins, seed, calls, until }: Model,
  replication: number,
): Float64Array {
  const rings = new Float64Array(calls).map((_, call) => {
    const place = draw(seed, 'arrival', { replication, call });
    const hour = indexOfShare(hourShares, place);
    const before = hour === 0 ? 0 : (hourShares[hour - 1] ?? 0);
    const width = (hourShares[hour] ?? 1) - before;
    const inside = width > 0 ? (place - before) / width : 0;
    return Math.min(until.getTime() - 1, Math.floor((hourBegins[hour] ?? 0) + inside * HOUR_MS));
  });
  return rings.sort();
}

/** The index of the first share that reaches further than a number. @param shares rising, the last is 1 */
export function indexOfShare(shares: Float64Array, reach: number): number {
  let low = 0;
  let high = shares.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((shares[middle] ?? 1) <= reach) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sharesOf(weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return Float64Array.from(weights, (weight, index) => {
    sum += weight;
    return index === weights.length - 1 ? 1 : sum / (total || 1);
  });
}

function hoursBetween(from: number, until: number): number[] {
  const count = Math.max(1, Math.ceil((until - from) / HOUR_MS));
  return Array.from({ length: count }, (_, index) => from + index * HOUR_MS);
}

function usualZone(groups: readonly { calendar: Calendar; customers: readonly string[] }[]): string {
  const [usual] = groups.toSorted((one, other) => other.customers.length - one.customers.length);
  return usual?.calendar.timezone ?? 'UTC';
}
