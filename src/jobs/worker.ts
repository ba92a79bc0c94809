import { UNVERIFIED_LANE } from '../tickets/urgency.ts';
import { type ClaimedTimer, claimDueTimers, finishTimers } from '../timers.ts';
import { together } from '../together.ts';
import { BULKHEADS, type Bulkhead, SET_APART } from './bulkheads.ts';
import { work } from './index.ts';
import type { Shop } from './job.ts';

/** Does what is due, the most urgent first. */
export interface Worker {
  /** Looks for due work and begins it; whatever rings, calls this. Resolves when it is begun, not when it is done. */
  look(): Promise<void>;
  /** Begins nothing more, and resolves when what was begun is done. */
  close(): Promise<void>;
}

/**
 * @param atOnce how many decisions may be under way at a time; what asks the carrier has places of its own, see
 *   `bulkheads.ts`. More wait in the database, where urgency orders them
 */
export function createWorker(shop: Shop, atOnce: number): Worker {
  const finish = together(async (done: ClaimedTimer[]) => {
    await finishTimers(shop.database, done);
    return [];
  });
  const workers = BULKHEADS.map((bulkhead) => createBulkheadWorker(shop, atOnce, bulkhead, finish));
  return {
    async look() {
      await Promise.all(workers.map((worker) => worker.look()));
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

/** The places of one bulkhead. */
function createBulkheadWorker(
  shop: Shop,
  atOnce: number,
  { kinds, urgentOnly, share }: Bulkhead,
  finish: (timer: ClaimedTimer) => Promise<unknown>,
): Worker {
  const places = Math.max(1, Math.round(atOnce * share));
  const which = kinds === null ? { except: SET_APART } : { only: kinds };
  const of = urgentOnly ? { ...which, before: UNVERIFIED_LANE } : which;
  const underWay = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let closed = false;

  const begin = (timer: ClaimedTimer) => {
    const working = work(shop, timer, finish).finally(() => {
      underWay.delete(working);
      // there was more than there were places
      if (lookAgain) look().catch(() => {});
    });
    underWay.add(working);
  };
  const lookOnce = async () => {
    const free = places - underWay.size;
    if (free === 0 || closed) return;
    lookAgain = false;
    const due = await claimDueTimers(shop.database, shop.now(), free, of);
    for (const timer of due) begin(timer);
    lookAgain ||= due.length === free;
  };
  const look = async (): Promise<void> => {
    lookAgain = true;
    // whoever asks during a look may have written something that it did not see any more
    while (lookAgain && !closed && underWay.size < places) {
      looking ??= lookOnce().finally(() => {
        looking = undefined;
      });
      await looking;
    }
  };
  return {
    look,
    async close() {
      closed = true;
      await looking?.catch(() => {});
      await Promise.all(underWay);
    },
  };
}
