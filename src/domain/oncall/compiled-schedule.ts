import { HotlineError } from '../../platform/errors.ts';
import { type Interval, within } from '../calendar/interval.ts';
import { type LocalTime, parseLocalTime } from '../calendar/local-time.ts';
import { type WallClock, wallClock } from '../calendar/wall-clock.ts';
import { type HoursOfWeek, hoursAt, parseHoursOfWeek } from './hours-of-week.ts';
import { type OverrideTimeline, overrideAt, overrideTimeline } from './override-timeline.ts';
import { parseTurnLength, type Rotation, turnAt } from './rotation.ts';
import type { LayerDefinition, ScheduleDefinition } from './schedule.ts';
import { scheduleFaults } from './schedule-faults.ts';

/** Who is on call and which rule says so. `layer` counts from 0 in the order of the definition. */
export type ShiftRule =
  | { readonly engineer: string; readonly because: 'override'; readonly layer: null }
  | { readonly engineer: string; readonly because: 'layer'; readonly layer: number };

/** A schedule that has been read, ready to be asked. */
export interface CompiledSchedule {
  readonly clock: WallClock;
  /** The strongest first. */
  readonly layers: readonly Layer[];
  readonly overrides: OverrideTimeline;
}

interface Layer {
  /** Its place in the definition. */
  readonly index: number;
  readonly rotation: Rotation;
  readonly hours: HoursOfWeek | undefined;
  readonly until: LocalTime;
}

const compiledSchedules = new WeakMap<ScheduleDefinition, CompiledSchedule>();

/**
 * Reads a definition once; asked again for the same one, it remembers. Its zone was judged when it was saved: one that this
 * version does not know, or whose clocks are changed at other times by now, leaves nobody unpaged.
 * @throws HotlineError `bad-directory` with the first fault if the definition has any beside those of its zone
 */
export function compileSchedule(schedule: ScheduleDefinition): CompiledSchedule {
  const known = compiledSchedules.get(schedule);
  if (known) return known;
  const [fault] = scheduleFaults({ ...schedule, timezone: 'UTC' });
  if (fault) throw new HotlineError('bad-directory', `The schedule cannot be used: ${fault}`);
  const compiled = readSchedule(schedule);
  compiledSchedules.set(schedule, compiled);
  return compiled;
}

/**
 * The answer at a local time and how long it stays the same. Overrides win over layers, and a later layer over an earlier
 * one: this is the only place that says so.
 *
 * A stretch ends at each hand-over, also where somebody hands over to themselves.
 */
export function shiftRuleAt(compiled: CompiledSchedule, local: LocalTime): Interval<ShiftRule | null> {
  const override = overrideAt(compiled.overrides, local);
  if (override.answer) {
    return { ...override, answer: { engineer: override.answer, because: 'override', layer: null } };
  }
  let bounds = { from: override.from, until: override.until };
  for (const layer of compiled.layers) {
    const interval = within(layerAt(layer, local), bounds);
    if (interval.answer) {
      return { ...interval, answer: { engineer: interval.answer, because: 'layer', layer: layer.index } };
    }
    bounds = interval;
  }
  return { answer: null, from: bounds.from, until: bounds.until };
}

function layerAt({ rotation, hours, until }: Layer, local: LocalTime): Interval<string | null> {
  if (local < rotation.from) return { answer: null, from: Number.NEGATIVE_INFINITY, until: rotation.from };
  if (local >= until) return { answer: null, from: until, until: Number.POSITIVE_INFINITY };
  const term = { from: rotation.from, until };
  const open = hours ? hoursAt(hours, local) : { ...term, answer: true };
  if (!open.answer) return within({ ...open, answer: null }, term);
  return within(within(turnAt(rotation, local), open), term);
}

function readSchedule(schedule: ScheduleDefinition): CompiledSchedule {
  return {
    clock: wallClock(schedule.timezone),
    layers: schedule.layers.map(readLayer).reverse(),
    overrides: overrideTimeline(
      schedule.overrides.map(({ engineer, from, until }) => ({
        engineer,
        from: parseLocalTime(from) as LocalTime,
        until: parseLocalTime(until) as LocalTime,
      })),
    ),
  };
}

// The definition has been checked: what is read here can be read.
function readLayer(layer: LayerDefinition, index: number): Layer {
  return {
    index,
    rotation: {
      participants: layer.participants,
      from: parseLocalTime(layer.from) as LocalTime,
      turn: parseTurnLength(layer.rotate) as Rotation['turn'],
    },
    hours: layer.during && parseHoursOfWeek(layer.during).hours,
    until: layer.until === undefined ? Number.POSITIVE_INFINITY : (parseLocalTime(layer.until) as LocalTime),
  };
}
