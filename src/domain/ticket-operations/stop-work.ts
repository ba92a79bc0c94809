import type { Work } from '../../platform/db/work.ts';
import type { TimerKind } from '../../platform/timers/timer.ts';
import { clearTimer } from '../../platform/timers/timer-store.ts';
import { endCallback } from '../callbacks/callback-store.ts';
import { dissolveAttempt } from '../callbacks/dissolve-attempt.ts';
import { withdrawPages } from '../paging/withdraw-pages.ts';
import { overtakeWrittenAnswers } from './written-answer-store.ts';

/** Whatever rings about a ticket that waits for its answer. */
const TIMERS: readonly TimerKind[] = [
  'escalate',
  'acknowledgement-stale',
  'deadline',
  'begin-callback',
  'ask-outcome',
];

/**
 * Nobody has to do anything about a ticket any more: its timers, pages, attempt, written answers and callback are over.
 * @param over.callId a leg that stays up though it told of the ticket
 * @param over.attempt what came of a callback that is under way
 */
export async function stopWork(
  work: Work,
  ticketNumber: string,
  over: {
    callId: string | null;
    attempt: Parameters<typeof dissolveAttempt>[2];
    callback: 'done' | 'withdrawn';
  },
): Promise<void> {
  const { tx, now } = work;
  for (const kind of TIMERS) await clearTimer(tx, kind, ticketNumber);
  await withdrawPages(work, ticketNumber, { except: over.callId });
  await dissolveAttempt(work, ticketNumber, over.attempt);
  await overtakeWrittenAnswers(tx, ticketNumber, now);
  await endCallback(tx, ticketNumber, over.callback, now);
}
