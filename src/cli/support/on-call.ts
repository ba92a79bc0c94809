import { DateTime, Duration } from 'luxon';
import { readIsoTime } from '../../domain/calendar/read-iso-time.ts';
import { type OnCall, whoIsOnCall } from '../../domain/oncall/on-call.ts';
import type { ScheduleDefinition } from '../../domain/oncall/schedule.ts';
import {
  type CoverageGap,
  coverageGaps,
  type Shift,
  shiftsBetween,
  wholeShiftsBetween,
} from '../../domain/oncall/shifts.ts';
import { sayInZone } from './say-in-zone.ts';

/** What `hotline on-call` can be asked: an instant, or a time between two. */
export type OnCallQuestion = { readonly at: Date } | { readonly from: Date; readonly until: Date };

/** A schedule under its name. */
export interface NamedSchedule {
  readonly name: string;
  readonly schedule: ScheduleDefinition;
}

/** The answer as `--json` prints it; instants are RFC 3339 in UTC. `next` is who begins after `at`, within four weeks. */
export type OnCallAnswer =
  | { schedule: string; timezone: string; at: Date; onCall: OnCall | null; next: Shift | null }
  | {
      schedule: string;
      timezone: string;
      covers: 'always' | 'office';
      from: Date;
      until: Date;
      shifts: Shift[];
      gaps: CoverageGap[];
    };

/** How far ahead the next shift is looked for. */
const LOOK_AHEAD = { weeks: 4 };
/** A span this long lists some ten thousand shifts; a longer one is a slip of the pen. */
const MAX_SPAN = { years: 5 };

/**
 * Reads the options of the command. Times are RFC 3339, or local times of the schedule such as `2026-01-05T08:00` or `2026-01-05`.
 * @returns the question (without options: now), or a sentence saying what is wrong with the options
 */
export function readOnCallQuestion(
  options: { at?: string | undefined; from?: string | undefined; until?: string | undefined },
  timezone: string,
  now: Date,
): OnCallQuestion | string {
  const { at, from, until } = options;
  if (at !== undefined && (from !== undefined || until !== undefined)) {
    return 'Give either --at or --from and --until.';
  }
  if (from === undefined && until === undefined) {
    const instant = at === undefined ? DateTime.fromJSDate(now) : readIsoTime(at, timezone);
    return instant.isValid ? { at: instant.toJSDate() } : notATime('--at', at);
  }
  if (from === undefined || until === undefined) return 'Give --from and --until together.';
  return readSpan(from, until, timezone);
}

/** Asks the schedule. */
export function answerOnCall({ name, schedule }: NamedSchedule, question: OnCallQuestion): OnCallAnswer {
  const asked = { schedule: name, timezone: schedule.timezone, ...question };
  if ('at' in asked) {
    const horizon = DateTime.fromJSDate(asked.at).plus(LOOK_AHEAD).toJSDate();
    const upcoming = wholeShiftsBetween(schedule, asked.at, horizon);
    const next = upcoming.find((shift) => shift.from > asked.at) ?? null;
    return { ...asked, onCall: whoIsOnCall(schedule, asked.at), next };
  }
  const { from, until } = asked;
  return {
    ...asked,
    covers: schedule.covers ?? 'always',
    shifts: shiftsBetween(schedule, from, until),
    gaps: coverageGaps(schedule, from, until),
  };
}

/**
 * The answer as lines for people, in the schedule's own time zone. Layers are counted from 1.
 * @param nameOf what people call the engineer with this key
 */
export function formatOnCall(answer: OnCallAnswer, nameOf: (engineer: string) => string): string[] {
  const local = (instant: Date) => sayInZone(instant, answer.timezone, 'ccc yyyy-MM-dd HH:mm');
  if ('at' in answer) {
    const { onCall, next } = answer;
    return [
      `${answer.schedule}, ${local(answer.at)} (${answer.timezone})`,
      onCall
        ? `${nameOf(onCall.engineer)} is on call (${ruleOf(onCall)}), turn from ${local(onCall.from)} to ${local(onCall.until)}.`
        : 'Nobody is on call.',
      next
        ? `Next: ${nameOf(next.engineer)} from ${local(next.from)}.`
        : 'Next: no change within four weeks.',
    ];
  }
  const { shifts, gaps } = answer;
  const rows = [
    ...shifts.map((shift) => ({ ...shift, who: `${nameOf(shift.engineer)} (${ruleOf(shift)})` })),
    ...gaps.map((gap) => ({ ...gap, who: 'nobody' })),
  ].toSorted((a, b) => a.from.getTime() - b.from.getTime());
  return [
    `${answer.schedule}, ${local(answer.from)} to ${local(answer.until)} (${answer.timezone})`,
    ...rows.map(({ from, until, who }) => `${local(from)}  ${local(until)}  ${who}`),
    summaryOf(answer.covers, gaps),
  ];
}

/** Reads two times as they are written for a schedule. @returns the time between, or a sentence saying what is wrong */
export function readSpan(
  fromText: string,
  untilText: string,
  timezone: string,
): { from: Date; until: Date } | string {
  const from = readIsoTime(fromText, timezone);
  const until = readIsoTime(untilText, timezone);
  if (!from.isValid) return notATime('--from', fromText);
  if (!until.isValid) return notATime('--until', untilText);
  if (until <= from) return '--until must be after --from.';
  if (until > from.plus(MAX_SPAN)) return '--from and --until may be five years apart at most.';
  return { from: from.toJSDate(), until: until.toJSDate() };
}

function notATime(option: string, text: string | undefined): string {
  return `${option} is "${text}", which is no time; write for example 2026-01-05T08:00 or 2026-01-05T07:00:00Z.`;
}

function ruleOf({ because, layer }: OnCall): string {
  return because === 'override' ? 'override' : `layer ${layer + 1}`;
}

function summaryOf(covers: 'always' | 'office', gaps: readonly CoverageGap[]): string {
  if (gaps.length === 0) {
    return covers === 'office'
      ? 'Somebody is on call in all its office hours.'
      : 'Somebody is on call all the time.';
  }
  const milliseconds = gaps.reduce((sum, { from, until }) => sum + until.getTime() - from.getTime(), 0);
  const uncovered = Duration.fromMillis(milliseconds).toFormat("h 'h' mm 'min'");
  return `Nobody is on call for ${uncovered} in ${gaps.length} ${gaps.length === 1 ? 'gap' : 'gaps'}.`;
}
