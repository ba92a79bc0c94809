import { neverClosed } from '../../../domain/calendar/never-closed.ts';
import { type ResponseTarget, responseTargetMs } from '../../../domain/calendar/response-target.ts';
import { type PolicyStep, stepTimes } from '../../../domain/escalation/step-times.ts';

/** A step of a policy on the response window of a target. */
export interface PlacedStep {
  /** share of the window, 0 to 1 */
  share: number;
  /** since the beginning of the window, on the ticket's own clock */
  afterMs: number;
  /** which row it is drawn in, so that neighbours do not cover each other */
  row: number;
}

/** Marks closer than this share of the window would lie on each other. */
const CLOSE = 0.045;

/** Where the steps of a policy stand, by the same arithmetic as paging itself; `rows` is how many rows the drawing needs. */
export function placeSteps(
  steps: readonly PolicyStep[],
  target: ResponseTarget,
): { placed: PlacedStep[]; rows: number; windowMs: number } {
  const windowMs = responseTargetMs(target);
  const from = new Date(0);
  const window = {
    clock: 'always' as const,
    // a window is drawn on its own clock
    calendar: neverClosed('UTC'),
    windowFrom: from,
    respondBy: new Date(windowMs),
  };
  const lastInRow: number[] = [];
  const placed = stepTimes(steps, window, from).map((at) => {
    const afterMs = at.getTime();
    const share = windowMs > 0 ? afterMs / windowMs : 0;
    const free = lastInRow.findIndex((last) => share - last >= CLOSE);
    const row = free < 0 ? lastInRow.length : free;
    lastInRow[row] = share;
    return { share, afterMs, row };
  });
  return { placed, rows: Math.max(1, lastInRow.length), windowMs };
}
