import { clearTimer, setTimer } from '../../platform/timers/timer-store.ts';
import type { HotlineWork } from '../calls/hotline.ts';
import { houseZone } from '../paging/house-zone.ts';
import { notifyEngineer } from '../paging/notify.ts';
import { reportNotReady } from './report-not-ready.ts';
import type { TestPage } from './test-page.ts';
import { endTest, findLegOfTest } from './test-page-store.ts';

/**
 * A test is over without a yes. Whoever was tested is told of a failure, and the supervisors, once, if they are on call within
 * a week. One that was called off shows nothing, and nobody is told.
 */
export async function finishTest(
  work: HotlineWork,
  test: TestPage,
  { outcome, reason }: { outcome: 'failed' | 'withdrawn'; reason: string },
): Promise<void> {
  const { tx, now } = work;
  if (!(await endTest(tx, test.id, { outcome, reason, at: now }))) return;
  await clearTimer(tx, 'test-page', test.id);
  const leg = await findLegOfTest(tx, test.id);
  if (leg !== null) await setTimer(tx, { kind: 'end-call', subject: leg, dueAt: now });
  if (outcome === 'withdrawn') return;
  const vars = { from: test.askedAt.toISOString(), zone: await houseZone(tx), now: now.toISOString() };
  await notifyEngineer(work, test.engineer, { text: textFor(test), vars });
  // of an opt-out the supervisors are told anyway
  if (reason !== 'opted-out') await reportNotReady(work, { engineers: [test.engineer], failuresOnly: true });
}

function textFor({ channel, quiet }: TestPage): string {
  if (quiet) return 'test-silent';
  return channel === 'sms' ? 'test-failed-text' : 'test-failed-call';
}
