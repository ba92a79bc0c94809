import { openTimeBetween } from './calendar.ts';
import type { ResponseWindow } from './response-target.ts';
import { explainOpenTime, type SpentTime } from './spent-time.ts';

/** How a deadline comes about: how much time was promised, and on the business clock which days give how much of it. */
export interface ExplainedWindow {
  ms: number;
  /** empty on the clock `always` */
  days: SpentTime[];
}

export function explainWindow({ clock, calendar, windowFrom, respondBy }: ResponseWindow): ExplainedWindow {
  if (clock === 'always') return { ms: respondBy.getTime() - windowFrom.getTime(), days: [] };
  const ms = openTimeBetween(calendar, windowFrom, respondBy);
  return { ms, days: explainOpenTime(calendar, windowFrom, ms) };
}
