import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { findCall } from '../calls/call-store.ts';
import { findTestLegs } from './test-page-store.ts';

/**
 * A leg is wanted to an engineer, who has one call at a time: a test that rings stops, and one they have picked up says so and
 * hangs up, so that the page does not wait for it.
 * @param legId any leg; one that is a test itself, or wanted no more, stops nothing
 */
export async function interruptTests({ tx, now }: Work, legId: string): Promise<void> {
  const leg = await findCall(tx, legId);
  if (leg?.status !== 'planned' || leg.engineer === null) return;
  const tests = await findTestLegs(tx, leg.engineer);
  if (tests.some(({ id }) => id === legId)) return;
  for (const { id: subject, isPickedUp } of tests)
    await setTimer(tx, { kind: isPickedUp ? 'wake-call' : 'end-call', subject, dueAt: now });
}
