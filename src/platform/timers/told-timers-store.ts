import type { Db } from '../db/database.ts';
import { TIMER_CHANNEL } from './told-timers.ts';

/** Tells whoever listens, see `told-timers.ts`. */
export async function notifyTimers(db: Db, payload: string): Promise<void> {
  await db.query('select pg_notify($1, $2)', [TIMER_CHANNEL, payload]);
}
