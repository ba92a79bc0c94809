import type { Work } from '../../platform/db/work.ts';
import { setTimer } from '../../platform/timers/timer-store.ts';
import { engineerOrSupervisors } from '../users/actor.ts';
import { BESIDES_POLICY, type Page } from './page.ts';
import { changePage, findOpenPages, findOpenPagesOfCall } from './page-store.ts';

/**
 * Silences the pages of a ticket that are still open, ringing calls included.
 * @param which.except the leg of the person who has just acknowledged
 * @param which.of whose: an engineer's key, or `supervisors`; left out: everybody's
 * @param which.isSearch only those that look for somebody: whoever has the ticket may just be rung, to be connected
 */
export async function withdrawPages(
  { tx, now }: Work,
  ticketNumber: string,
  {
    except = null,
    of = 'all',
    isSearch = false,
  }: { except?: string | null; of?: string; isSearch?: boolean },
): Promise<void> {
  for (const page of await findOpenPages(tx, ticketNumber)) {
    if (page.callId !== null && page.callId === except) continue;
    if (of !== 'all' && engineerOrSupervisors(page.engineer) !== of) continue;
    if (isSearch && BESIDES_POLICY.includes(page.step)) continue;
    await silencePage({ tx, now }, page, 'withdrawn');
  }
}

/** A page is over, and its phone stops ringing. */
export async function silencePage(
  { tx, now }: Work,
  { id, callId }: Pick<Page, 'id' | 'callId'>,
  status: 'withdrawn' | 'passed-on',
): Promise<void> {
  await changePage(tx, id, { status, at: now });
  // a leg that others are rung about with it rings on
  if (callId && (await findOpenPagesOfCall(tx, callId)).length === 0)
    await setTimer(tx, { kind: 'end-call', subject: callId, dueAt: now });
}
