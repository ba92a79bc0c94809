import { setTimer } from '../../platform/timers/timer-store.ts';
import { morningFrom, nextMorning } from '../calendar/morning.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { tellOutlook } from '../outlook/tell-outlook.ts';
import { houseHours } from '../paging/house-hours.ts';
import { reportNotReady } from './report-not-ready.ts';
import { dropOldReports } from './report-store.ts';
import { dropOldTests } from './test-page-store.ts';

/** There is one such check for everybody. */
export const READINESS_SUBJECT = 'all';
const DAY_MS = 24 * 3_600_000;
/** Tests are kept for so long, as the tickets of a year ago are looked at. */
const KEPT_MS = 400 * DAY_MS;
const REPORTED_MS = 28 * DAY_MS;

/**
 * Each working day, when the house opens: the supervisors hear who is on call within a week and may not be reached,
 * and whether the coming weeks have become worse.
 */
export async function checkReadiness(work: HotlineWork): Promise<void> {
  const { tx, now } = work;
  await dropOldReports(tx, new Date(now.getTime() - REPORTED_MS));
  await dropOldTests(tx, new Date(now.getTime() - KEPT_MS));
  const house = await houseHours(tx);
  const opens = house === null ? now : morningFrom(house.calendar, now);
  // news for the office: nobody is woken for it
  if (opens <= now) {
    await reportNotReady(work);
    await tellOutlook(work);
  }
  // not a day later: a look that came late, or a change of the clocks, moves none of the next
  const again = house === null ? new Date(now.getTime() + DAY_MS) : nextMorning(house.calendar, now);
  const dueAt = opens <= now ? again : opens;
  await setTimer(tx, { kind: 'check-readiness', subject: READINESS_SUBJECT, dueAt });
}
