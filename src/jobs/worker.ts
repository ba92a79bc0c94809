import { type ClaimedTimer, claimDueTimers, finishTimers } from '../timers.ts';
import { together } from '../together.ts';
import { work } from './index.ts';
import type { Shop } from './job.ts';

/** Does what is due, the most urgent first. */
export interface Worker {
  /** Looks for due work and begins it; whatever rings, calls this. Resolves when it is begun, not when it is done. */
  look(): Promise<void>;
  /** Begins nothing more, and resolves when what was begun is done. */
  close(): Promise<void>;
}

/** @param atOnce how many works may be under way at a time; more wait in the database, where urgency orders them */
export function createWorker(shop: Shop, atOnce: number): Worker {
  const underWay = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let closed = false;

  const finish = together(async (done: ClaimedTimer[]) => {
    await finishTimers(shop.database, done);
    return [];
  });
  const begin = (timer: ClaimedTimer) => {
    const working = work(shop, timer, finish).finally(() => {
      underWay.delete(working);
      // there was more than there were places
      if (lookAgain) look().catch(() => {});
    });
    underWay.add(working);
  };
  const lookOnce = async () => {
    const places = atOnce - underWay.size;
    if (places === 0 || closed) return;
    lookAgain = false;
    const due = await claimDueTimers(shop.database, shop.now(), places);
    for (const timer of due) begin(timer);
    lookAgain ||= due.length === places;
  };
  const look = async (): Promise<void> => {
    lookAgain = true;
    // whoever asks during a look may have written something that it did not see any more
    while (lookAgain && !closed && underWay.size < atOnce) {
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
