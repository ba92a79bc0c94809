import type { Db } from '../db/database.ts';
import { clearTimer, type TimerKind } from '../timers.ts';

const CLOCK_TIMERS: readonly TimerKind[] = [
  'escalate',
  'acknowledgement-stale',
  'deadline',
  'begin-callback',
  'ask-outcome',
];

/** Nothing about this ticket is due any more. */
export async function clearClock(db: Db, ticketNumber: string): Promise<void> {
  for (const kind of CLOCK_TIMERS) await clearTimer(db, kind, ticketNumber);
}
