import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import type { ScheduleDefinition } from '../oncall/schedule.ts';
import { type CoverageGap, coverageGaps, shiftsBetween } from '../oncall/shifts.ts';
import { listSchedules } from '../plans/rule-store.ts';
import { ENDLESS, forgetEndless, noteReported } from './coverage-store.ts';
import { type Notice, notifySupervisors } from './notify.ts';
import { tellOfRest } from './tell-of-rest.ts';

const AHEAD_MS = 14 * 24 * 3_600_000;
/** Gaps that begin within the time ahead are followed this far, to see where they end. */
const FOLLOWED_MS = 2 * AHEAD_MS;
const AGAIN_MS = 6 * 3_600_000;
/** There is one such check for all schedules. */
export const COVERAGE_SUBJECT = 'all';

interface FoundGap extends Omit<CoverageGap, 'until'> {
  /** null: nobody is on call as far as we look */
  until: Date | null;
  schedule: string;
  zone: string;
}

/**
 * Looks two weeks ahead: gaps that nobody is on call in are told to the supervisors before a call meets them, each once,
 * and all that are news in one text. In the morning also who is on call, and in rest after a broken night.
 */
export async function checkCoverage(work: HotlineWork): Promise<void> {
  const { tx, now } = work;
  const news: FoundGap[] = [];
  const schedules = await listSchedules(tx);
  for (const [name, schedule] of schedules) {
    for (const gap of await newsOf(work, name, schedule)) {
      news.push({ ...gap, schedule: name, zone: schedule.timezone });
    }
  }
  if (news.length > 0) await notifySupervisors(work, wordsFor(news));
  const morning = await tellOfRest(work, schedules);
  const again = new Date(now.getTime() + AGAIN_MS);
  const dueAt = morning && morning < again ? morning : again;
  await setTimer(tx, { kind: 'check-coverage', subject: COVERAGE_SUBJECT, dueAt });
}

/** The gaps of a schedule that have not been told yet; from now on they are. */
async function newsOf(
  { tx, now }: Work,
  name: string,
  schedule: ScheduleDefinition,
): Promise<Pick<FoundGap, 'from' | 'until'>[]> {
  const horizon = new Date(now.getTime() + FOLLOWED_MS);
  const begun = now.getTime() + AHEAD_MS;
  const gaps = coverageGaps(schedule, now, horizon).filter(({ from }) => from.getTime() < begun);
  const isEndless = ({ until }: CoverageGap) => shiftsBetween(schedule, until, horizon).length === 0;
  if (!gaps.some(isEndless)) await forgetEndless(tx, name);
  const news: Pick<FoundGap, 'from' | 'until'>[] = [];
  for (const gap of gaps) {
    // a gap that is running moves its beginning with every look: its end tells it apart, or that none is in sight
    const until = isEndless(gap) ? null : gap.until;
    if (await noteReported(tx, name, until ?? ENDLESS, now)) news.push({ from: gap.from, until });
  }
  return news;
}

/** The soonest gap, and how many there are if there are more. */
function wordsFor(news: readonly FoundGap[]): Notice {
  const [{ schedule, zone, from, until } = news[0] as FoundGap] = news.toSorted(
    (one, other) => one.from.getTime() - other.from.getTime(),
  );
  const first = { schedule, zone, from: from.toISOString(), until: until?.toISOString() ?? '' };
  return news.length === 1
    ? { text: 'coverage-gap', vars: first }
    : { text: 'coverage-gaps', vars: { ...first, count: String(news.length) } };
}
