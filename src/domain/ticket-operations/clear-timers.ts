import type { Db } from '../../platform/db/database.ts';
import { clearTimer, type TimerKind } from '../../platform/timers/timer-store.ts';

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
