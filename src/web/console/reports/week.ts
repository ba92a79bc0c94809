import { html } from '../html.ts';
import { type Chart, label, round, WIDTH } from './chart.ts';

const LEFT = 34;
const TOP = 6;
const BELOW = 24;
const CELL = (WIDTH - 4 - LEFT) / 24;
const CELL_HEIGHT = 20;
const ROW = 180 / 7;
/** An hour without calls is there all the same. */
const NONE = 0.07;

/** A week by hours: the more, the fuller the colour. @param counts by weekday, Monday first, and hour */
export function week(weekdays: readonly string[], counts: readonly (readonly number[])[]): Chart {
  const most = Math.max(1, ...counts.flat());
  const bottom = TOP + weekdays.length * ROW;
  const days = weekdays.map((day, at) => {
    const y = TOP + (at + 0.5) * ROW;
    const hours = (counts[at] ?? []).map((count, hour) => {
      const opacity = count === 0 ? NONE : Math.round(20 + (80 * count) / most) / 100;
      return html`<rect x="${round(LEFT + hour * CELL + 1)}" y="${round(y - CELL_HEIGHT / 2)}" width="${round(CELL - 2)}" height="${CELL_HEIGHT}" rx="3" fill="var(--accent)" opacity="${opacity}"/>`;
    });
    return html`${label([day], { x: LEFT - 8, y, anchor: 'end' })}${hours}`;
  });
  const below = [0, 3, 6, 9, 12, 15, 18, 21].map((hour) =>
    label([String(hour)], { x: LEFT + (hour + 0.5) * CELL, y: bottom + 14, anchor: 'middle' }),
  );
  return { height: round(bottom + BELOW), inside: html`${days}${below}` };
}
