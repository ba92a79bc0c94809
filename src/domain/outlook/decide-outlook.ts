import { type Hole, newHoles } from '../rehearsal/compare-proofs.ts';

/** What one night saw of the weeks ahead. */
export interface Outlook {
  lookedAt: Date;
  /** so far it saw */
  until: Date;
  /** the times in which a promise cannot be kept, whoever answers */
  holes: readonly Hole[];
  /** those of them that came from one night to the next: the supervisors are told of them, and when they are mended */
  worse: readonly Hole[];
  /** what the supervisors are still to be told */
  notice: 'worse' | 'mended' | null;
}

/** What is proven of the time ahead, at an instant. */
export interface SeenAhead {
  at: Date;
  until: Date;
  holes: readonly Hole[];
}

/**
 * What a night says beside the one before. What goes on at the end of what can be seen is no news each night anew, and what is
 * over is not mended. Of what came and went between two tellings nobody hears.
 * @param before null: the first night, by which nothing can have become worse
 */
export function decideOutlook(before: Outlook | null, { at, until, holes }: SeenAhead): Outlook {
  const seen = { lookedAt: at, until, holes };
  if (!before) return { ...seen, worse: [], notice: null };
  const known = before.holes.map((hole) => (hole.until >= before.until ? { ...hole, until } : hole));
  const news = newHoles(known, holes);
  const still = before.worse.flatMap((hole) => partsIn(hole, holes)).filter((hole) => hole.until > at);
  const worse = [...still, ...news];
  return { ...seen, worse, notice: noticeOf(before, { at, worse, hasNews: news.length > 0 }) };
}

function noticeOf(
  before: Outlook,
  { at, worse, hasNews }: { at: Date; worse: readonly Hole[]; hasNews: boolean },
): Outlook['notice'] {
  if (hasNews) return 'worse';
  if (worse.length > 0) return before.notice;
  const wasToCome = before.worse.some((hole) => hole.until > at);
  // nobody has heard of it yet
  if (before.notice === 'worse') return null;
  return wasToCome ? 'mended' : before.notice;
}

/** What of a hole is still one. */
function partsIn(hole: Hole, holes: readonly Hole[]): Hole[] {
  return newHoles(newHoles(holes, [hole]), [hole]);
}
