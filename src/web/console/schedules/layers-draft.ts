import { parseLocalTime } from '../../../domain/calendar/local-time.ts';
import { NO_REST_RULE, type RestRule } from '../../../domain/calendar/rest-rule.ts';
import { wallClock } from '../../../domain/calendar/wall-clock.ts';
import { type HoursByDay, readDays, WEEKDAYS } from '../../../domain/calendar/weekly-hours.ts';
import { parseHoursOfWeek } from '../../../domain/oncall/hours-of-week.ts';
import { parseTurnLength } from '../../../domain/oncall/rotation.ts';
import type { LayerDefinition } from '../../../domain/oncall/schedule.ts';
import { isSkipped } from '../../../domain/oncall/schedule-faults.ts';
import { textOf, textsOf } from '../form.ts';
import { readLength, writeLength } from '../typed/read-length.ts';
import { readSpans, writeSpans } from '../typed/read-spans.ts';

/** A layer as it was typed. */
export interface LayerDraft {
  participants: string[];
  rotate: string;
  from: string;
  until: string;
  /** days of the week with their hours; none: always */
  during: HoursDraft[];
}

/** Some weekdays and their hours, as they were typed: `mon`, `tue` …, `8–18`. */
export interface HoursDraft {
  days: string[];
  hours: string;
}

/** A schedule as it was typed, beside its layers. */
export interface ScheduleHead {
  /** what people call it */
  name: string;
  timezone: string;
  covers: 'always' | 'office';
  rest: RestDraft;
}

/** What a broken night means, as it was typed: hours of rest, and when the night begins and ends. */
export interface RestDraft {
  rule: RestRule['rule'];
  hours: string;
  begins: string;
  ends: string;
}

/** So many groups of days with hours of their own as a week can have. */
export const MAX_GROUPS = 7;

export const MAX_LAYERS = 10;

/** What a new schedule begins with: one layer whose turns change weekly, from a Monday morning on. */
export function newLayers(monday: string, locale: string): LayerDraft[] {
  return [
    {
      participants: [],
      rotate: writeLength('P7D', locale),
      from: `${monday}T08:00`,
      until: '',
      during: [],
    },
  ];
}

export function readScheduleHead(fields: unknown): ScheduleHead {
  const covers = textOf(fields, 'covers') === 'office' ? 'office' : 'always';
  const rule = REST_RULES.find((known) => known === textOf(fields, 'rest-rule')) ?? 'off';
  const rest = {
    rule,
    hours: textOf(fields, 'rest-hours'),
    begins: textOf(fields, 'night-begins'),
    ends: textOf(fields, 'night-ends'),
  };
  return { name: textOf(fields, 'name'), timezone: textOf(fields, 'timezone'), covers, rest };
}

export const REST_RULES = ['off', 'anew', 'prolonged'] as const;

export function draftOfRest({ rule, hours, night }: RestRule = NO_REST_RULE): RestDraft {
  const [begins = '', ends = ''] = night.split('-');
  return { rule, hours: String(hours), begins, ends };
}

/** As a directory file says it, not checked yet; a rule that is off is left out. */
export function toRest({ rule, hours, begins, ends }: RestDraft): object {
  return rule === 'off' ? {} : { rest: { rule, hours: Number(hours), night: `${begins}-${ends}` } };
}

export function draftOfLayers(layers: readonly LayerDefinition[], locale: string): LayerDraft[] {
  return layers.map(({ participants, rotate, from, until = '', during = {} }) => ({
    participants: [...participants],
    rotate: writeLength(rotate, locale),
    from,
    until,
    during: draftOfHours(during),
  }));
}

/** A file may name its days in more groups than the form has lines: then each day has one, and none is lost. */
function draftOfHours(during: HoursByDay): HoursDraft[] {
  const written = Object.entries(during).map(([days, spans]) => ({
    days: (readDays(days) ?? []).map((day) => WEEKDAYS[day] ?? ''),
    spans: [spans].flat(),
  }));
  const byDay = WEEKDAYS.map((day) => ({
    days: [day],
    spans: written.filter(({ days }) => days.includes(day)).flatMap(({ spans }) => spans),
  })).filter(({ spans }) => spans.length > 0);
  const groups = written.length > MAX_GROUPS ? byDay : written;
  return groups.map(({ days, spans }) => ({ days, hours: writeSpans(spans) }));
}

/** What a form says, layer by layer as they stand in it. */
export function readLayersDraft(fields: unknown): LayerDraft[] {
  const count = Math.min(MAX_LAYERS, Number(textOf(fields, 'layers')) || 0);
  return Array.from({ length: count }, (_, index) => ({
    participants: textsOf(fields, `who-${index}`),
    rotate: textOf(fields, `rotate-${index}`),
    from: textOf(fields, `from-${index}`),
    until: textOf(fields, `until-${index}`),
    during: readGroups(fields, index),
  }));
}

function readGroups(fields: unknown, layer: number): HoursDraft[] {
  return Array.from({ length: MAX_GROUPS }, (_, group) => ({
    days: textsOf(fields, `days-${layer}-${group}`),
    hours: textOf(fields, `hours-${layer}-${group}`),
  })).filter(({ days, hours }) => days.length > 0 || hours !== '');
}

/** A change of the form that is not yet saved: `add-2` puts a layer after the second, `remove-2` takes it out. */
export function reworkLayers(layers: LayerDraft[], wish: string): LayerDraft[] {
  const [, verb, place = ''] = /^(add|remove)-(\d+)$/.exec(wish) ?? [];
  const index = Number(place) - 1;
  const layer = layers[index];
  if (verb === 'add' && layer && layers.length < MAX_LAYERS)
    return layers.toSpliced(index + 1, 0, { ...layer, participants: [], during: [] });
  return verb === 'remove' && layer ? layers.toSpliced(index, 1) : layers;
}

/** Layers as a directory file would say them; they are not checked yet. */
export function toLayers(layers: readonly LayerDraft[]): unknown[] {
  return layers.map(({ participants, rotate, from, until, during }) => ({
    participants,
    rotate: readLength(rotate),
    from,
    ...(until === '' ? {} : { until }),
    ...(during.length === 0 ? {} : { during: toHours(during) }),
  }));
}

/** Groups of the same days add up; a group without days or hours is left for the schema to refuse. */
function toHours(groups: readonly HoursDraft[]): Record<string, string | string[]> {
  const hours = new Map<string, string[]>();
  for (const group of groups) {
    const days = writeDays(group.days);
    hours.set(days, [...(hours.get(days) ?? []), ...readSpans(group.hours)]);
  }
  return Object.fromEntries(
    [...hours].map(([days, spans]) => [days, spans.length === 1 ? (spans[0] ?? '') : spans]),
  );
}

/** As a directory file writes days: `mon-fri`, `sat`, `mon,wed`. */
function writeDays(chosen: readonly string[]): string {
  const days = WEEKDAYS.filter((day) => chosen.includes(day));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.length < 3) return days.join(',');
  const isRun = WEEKDAYS.indexOf(last) - WEEKDAYS.indexOf(first) === days.length - 1;
  return isRun ? `${first}-${last}` : days.join(',');
}

/** What the clock and the calendar have against layers that are otherwise well written: `layers.0.until`. */
export function layerFaults(layers: readonly LayerDefinition[], timezone: string): string[] {
  const clock = wallClock(timezone);
  const isNoTime = (text: string) => {
    const local = parseLocalTime(text);
    return local === undefined || isSkipped(local, clock);
  };
  return layers.flatMap(({ rotate, from, until, during }, index) =>
    [
      parseTurnLength(rotate) ? null : 'rotate',
      isNoTime(from) ? 'from' : null,
      until !== undefined && (isNoTime(until) || until <= from) ? 'until' : null,
      during && parseHoursOfWeek(during).faults.length > 0 ? 'during' : null,
    ].flatMap((field) => (field === null ? [] : [`layers.${index}.${field}`])),
  );
}
