import { type LocalTime, parseLocalTime } from '../calendar/local-time.ts';
import { isTimezone, type WallClock, wallClock } from '../calendar/wall-clock.ts';
import { parseHoursOfWeek } from './hours-of-week.ts';
import { parseTurnLength } from './rotation.ts';
import type { LayerDefinition, OverrideDefinition, ScheduleDefinition } from './schedule.ts';

/**
 * Everything that is wrong with a schedule, a plain sentence each, empty if nothing is. Layers and overrides are counted
 * from 1, as people count. Whether the engineers exist is not asked here.
 */
export function scheduleFaults(schedule: ScheduleDefinition): string[] {
  const { timezone, layers, overrides } = schedule;
  const clock = isTimezone(timezone) ? wallClock(timezone) : undefined;
  return [
    ...(clock ? [] : [`The time zone "${timezone}" is not known; write for example Europe/Berlin.`]),
    ...layers.flatMap((layer, index) => prefixed(`Layer ${index + 1}`, layerFaults(layer, schedule, clock))),
    ...overrides.flatMap((override, index) =>
      prefixed(`Override ${index + 1}`, overrideFaults(override, schedule, clock)),
    ),
  ];
}

function layerFaults(
  layer: LayerDefinition,
  { timezone }: ScheduleDefinition,
  clock: WallClock | undefined,
): string[] {
  const { participants, rotate, from, until, during } = layer;
  const faults: string[] = [];
  if (participants.length === 0) faults.push('it has no participants.');
  if (participants.some((participant) => participant.trim() === ''))
    faults.push('a participant has no name.');
  if (!parseTurnLength(rotate)) {
    faults.push(
      `"${rotate}" is no length of a turn; write whole minutes or months, such as P7D, PT12H or P1M.`,
    );
  }
  faults.push(...timeFaults('from', from, timezone, clock));
  if (until !== undefined) faults.push(...spanFaults(from, until, timezone, clock));
  if (during) faults.push(...parseHoursOfWeek(during).faults);
  return faults;
}

function overrideFaults(
  { engineer, from, until }: OverrideDefinition,
  { timezone }: ScheduleDefinition,
  clock: WallClock | undefined,
): string[] {
  return [
    ...(engineer.trim() === '' ? ['it names no engineer.'] : []),
    ...timeFaults('from', from, timezone, clock),
    ...spanFaults(from, until, timezone, clock),
  ];
}

function spanFaults(from: string, until: string, timezone: string, clock: WallClock | undefined): string[] {
  const faults = timeFaults('until', until, timezone, clock);
  const [begin, end] = [parseLocalTime(from), parseLocalTime(until)];
  if (begin !== undefined && end !== undefined && end <= begin) {
    faults.push(`it ends at ${until}, which is not after its beginning at ${from}.`);
  }
  return faults;
}

function timeFaults(field: string, text: string, timezone: string, clock: WallClock | undefined): string[] {
  const local = parseLocalTime(text);
  if (local === undefined) {
    return [`${field} is "${text}", which is no local time; write for example 2026-01-05T08:00.`];
  }
  if (clock && isSkipped(local, clock)) {
    return [`${field} is ${text}, a time that is skipped in ${timezone} when the clocks are put forward.`];
  }
  return [];
}

/** Whether a local time does not exist because the clocks are put forward over it. */
export function isSkipped(local: LocalTime, clock: WallClock): boolean {
  return clock.at(clock.instantOf(local)) !== local;
}

/** Whether a local time lies inside an hour that comes twice, because the clocks are put back: it may mean either. */
export function isTwice(local: LocalTime, clock: WallClock): boolean {
  return clock.instantOf(local) !== clock.closesAt(local);
}

function prefixed(place: string, faults: readonly string[]): string[] {
  return faults.map((fault) => `${place}: ${fault}`);
}
