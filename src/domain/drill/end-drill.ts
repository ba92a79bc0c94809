import { setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { houseZone } from '../paging/house-zone.ts';
import { notifySupervisors } from '../paging/notify.ts';
import { type DrillNews, decideDrillNews, dueAfter } from './decide-drill.ts';
import type { Drill, DrillFault } from './drill.ts';
import { endDrillRow, isFailureTold, listTellingDrills } from './drill-store.ts';

/** There is one line. */
export const DRILL_SUBJECT = 'line';

/**
 * A drill is over: the supervisors hear of the second in a row that fails, and of the first that comes through then.
 * @param drill under way, held by this transaction
 * @param fault null: it came through
 * @returns what they are told; null: nothing
 */
export async function endDrill(
  work: HotlineWork,
  drill: Drill,
  fault: DrillFault | null,
): Promise<DrillNews> {
  const { tx, now } = work;
  const before = (await listTellingDrills(tx)).filter((one) => one.fault !== null);
  const news = decideDrillNews(fault, before, await isFailureTold(tx));
  const dueAgainAt = dueAfter(drill, fault, now);
  await endDrillRow(tx, drill.id, { at: now, fault, dueAgainAt, told: news === 'failed' });
  await setTimer(tx, { kind: 'drill', subject: DRILL_SUBJECT, dueAt: dueAgainAt });
  if (news === null) return null;
  const since = news === 'failed' ? (before[0]?.begunAt ?? drill.begunAt) : now;
  const vars = { from: since.toISOString(), zone: await houseZone(tx), ...(fault === null ? {} : { fault }) };
  await notifySupervisors(work, { text: `drill-${news}`, vars });
  return news;
}
