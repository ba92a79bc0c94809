import { randomUUID } from 'node:crypto';
import { batch } from '../platform/batch.ts';
import type { Database } from '../platform/db/database.ts';
import { type NotifyChannel, openChannel } from '../platform/db/notify-channel.ts';
import type { Logger } from '../platform/log.ts';
import type { Coming } from '../platform/timers/coming-instants.ts';
import type { InstantBell } from '../platform/timers/instant-bell.ts';
import { hearTimers, TIMER_CHANNEL, tellTimers } from '../platform/timers/told-timers.ts';
import { notifyTimers } from '../platform/timers/told-timers-store.ts';

/** By which name this process tells, so that it does not hear itself. */
const SELF = randomUUID();
/** One commit that tells waits for another in the whole server, so those of some milliseconds tell together. */
const REST_MS = 10;

/** Tells the workers of other processes what was written. Nobody has to hear it: alarms and sweep ring, too. */
export function createTeller(database: Database): (timers: readonly Coming[]) => Promise<unknown> {
  const tell = batch(async (written: (readonly Coming[])[]) => {
    await notifyTimers(database, tellTimers(SELF, written.flat()));
    return [];
  }, REST_MS);
  return async (timers) => (timers.length > 0 ? tell(timers) : undefined);
}

/**
 * Rings for what other processes tell.
 * @param from.database on the same server, with connections of its own
 */
export function hearOthers(
  from: { databaseUrl: string; database: Database },
  bell: InstantBell,
  log: Logger,
): NotifyChannel {
  return openChannel(from.databaseUrl, {
    name: TIMER_CHANNEL,
    log,
    tell: (payload) => notifyTimers(from.database, payload),
    onTold(payload) {
      const heard = hearTimers(SELF, payload);
      if (heard) bell.add(heard);
      else bell.reread();
    },
    // what was told before went by
    onOpen: () => bell.reread(),
  });
}
