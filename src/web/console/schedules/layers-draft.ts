import { parseLocalTime } from '../../../domain/calendar/local-time.ts';
import { wallClock } from '../../../domain/calendar/wall-clock.ts';
import { parseHoursOfWeek } from '../../../domain/oncall/hours-of-week.ts';
import { parseTurnLength } from '../../../domain/oncall/rotation.ts';
import type { LayerDefinition } from '../../../domain/oncall/schedule.ts';
import { isSkipped } from '../../../domain/oncall/schedule-faults.ts';
import { textOf, textsOf } from '../form.ts';

/** A layer as it was typed. */
export interface LayerDraft {
  participants: string[];
  rotate: string;
  from: string;
  until: string;
  /** a line for each group of days: `mon-fri 08:00-18:00, 19:00-20:00` */
  during: string;
}

export const MAX_LAYERS = 10;

export function draftOfLayers(layers: readonly LayerDefinition[]): LayerDraft[] {
  return layers.map(({ participants, rotate, from, until = '', during = {} }) => ({
    participants: [...participants],
    rotate,
    from,
    until,
    during: Object.entries(during)
      .map(([days, spans]) => `${days} ${[spans].flat().join(', ')}`)
      .join('\n'),
  }));
}

/** What a form says, layer by layer as they stand in it. */
export function readLayersDraft(fields: unknown): LayerDraft[] {
  const count = Math.min(MAX_LAYERS, Number(textOf(fields, 'layers')) || 0);
  return Array.from({ length: count }, (_, index) => ({
    participants: textsOf(fields, `who-${index}`),
    rotate: textOf(fields, `rotate-${index}`).toUpperCase(),
    from: textOf(fields, `from-${index}`),
    until: textOf(fields, `until-${index}`),
    during: textOf(fields, `during-${index}`),
  }));
}

/** A change of the form that is not yet saved: `add-2` puts a layer after the second, `remove-2` takes it out. */
export function reworkLayers(layers: LayerDraft[], wish: string): LayerDraft[] {
  const [, verb, place = ''] = /^(add|remove)-(\d+)$/.exec(wish) ?? [];
  const index = Number(place) - 1;
  const layer = layers[index];
  if (verb === 'add' && layer && layers.length < MAX_LAYERS)
    return layers.toSpliced(index + 1, 0, { ...layer, participants: [], during: '' });
  return verb === 'remove' && layer ? layers.toSpliced(index, 1) : layers;
}

/** Layers as a directory file would say them; they are not checked yet. */
export function toLayers(layers: readonly LayerDraft[]): unknown[] {
  return layers.map(({ participants, rotate, from, until, during }) => ({
    participants,
    rotate,
    from,
    ...(until === '' ? {} : { until }),
    ...(during === '' ? {} : { during: readHours(during) }),
  }));
}

function readHours(text: string): Record<string, string | string[]> {
  const lines = text.split('\n').map((hotline) => hotline.trim());
  const groups = lines
    .filter((hotline) => hotline !== '')
    .map((hotline): [string, string | string[]] => {
      const { days, rest } = parted(hotline);
      const spans = rest.split(',').map((span) => span.trim());
      return [days.toLowerCase(), spans.length === 1 ? (spans[0] ?? '') : spans];
    });
  return Object.fromEntries(groups);
}

/** `mon-fri 09:00-18:00`: the days, and what comes from the first digit behind a space. */
function parted(hotline: string): { days: string; rest: string } {
  const at = hotline.search(/\s\d/);
  const days = at < 0 ? '' : hotline.slice(0, at).trimEnd();
  return /[a-z]$/i.test(days) ? { days, rest: hotline.slice(at + 1) } : { days: hotline, rest: '' };
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
