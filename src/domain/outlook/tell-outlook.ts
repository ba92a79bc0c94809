import type { HotlineWork } from '../calls/hotline.ts';
import { houseZone } from '../paging/house-zone.ts';
import { type Notice, notifySupervisors } from '../paging/notify.ts';
import { loadTitles } from '../plans/rule-life-store.ts';
import { findOutlook, takeOutlookNotice } from './outlook-store.ts';

/** The supervisors hear that the coming weeks have become worse, or are as they were again: once. */
export async function tellOutlook(work: HotlineWork): Promise<void> {
  const notice = await takeOutlookNotice(work.tx);
  if (notice === 'mended') await notifySupervisors(work, { text: 'outlook-mended' });
  if (notice !== 'worse') return;
  const words = await wordsForWorse(work);
  if (words) await notifySupervisors(work, words);
}

async function wordsForWorse({ tx, now }: HotlineWork): Promise<Notice | null> {
  const worse = ((await findOutlook(tx))?.worse ?? []).filter(({ until }) => until > now);
  const [first] = worse.toSorted((one, other) => one.from.getTime() - other.from.getTime());
  if (!first) return null;
  const { plans } = await loadTitles(tx);
  const vars = {
    plan: plans.get(first.plan) ?? first.plan,
    severity: String(first.severity),
    zone: await houseZone(tx),
    now: now.toISOString(),
    from: first.from.toISOString(),
    until: first.until.toISOString(),
    count: String(worse.length),
  };
  return { text: worse.length > 1 ? 'outlook-worse-more' : 'outlook-worse', vars };
}
