import type { Drill } from './drill.ts';

/** How long callers got through in a span, as far as drills tell; milliseconds. */
export interface LineFigures {
  drills: number;
  failed: number;
  /** for how long anything is known */
  measuredMs: number;
  /** and of that, for how long the line was open */
  openMs: number;
}

/** The next drill begins somewhat later than it is due. */
const SLACK_MS = 2 * 60_000;

/**
 * What a drill found holds until the next one, and no longer than until that was due: of a time without drills nothing is
 * known. One that is under way tells nothing yet.
 * @param drills in the order of their beginning, with the last one before the span
 */
export function measureLine(
  drills: readonly Pick<Drill, 'begunAt' | 'dueAgainAt' | 'endedAt' | 'fault'>[],
  span: { from: Date; until: Date },
): LineFigures {
  const ended = drills.filter(({ endedAt }) => endedAt !== null);
  const figures = { drills: 0, failed: 0, measuredMs: 0, openMs: 0 };
  for (const [index, { begunAt, dueAgainAt, fault }] of ended.entries()) {
    const isInside = begunAt >= span.from && begunAt < span.until;
    figures.drills += isInside ? 1 : 0;
    figures.failed += isInside && fault !== null ? 1 : 0;
    const next = ended[index + 1]?.begunAt.getTime() ?? Number.POSITIVE_INFINITY;
    const until = Math.min(next, dueAgainAt.getTime() + SLACK_MS, span.until.getTime());
    const ms = Math.max(0, until - Math.max(begunAt.getTime(), span.from.getTime()));
    figures.measuredMs += ms;
    figures.openMs += fault === null ? ms : 0;
  }
  return figures;
}
