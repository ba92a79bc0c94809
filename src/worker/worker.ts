import { UNVERIFIED_LANE } from '../domain/tickets/urgency.ts';
import { batch } from '../platform/batch.ts';
import { onceWell } from '../platform/db/once-well.ts';
import { isUnavailable } from '../platform/db/unavailable.ts';
import {
  type ClaimedTimer,
  claimDueTimers,
  finishTimers,
  type OfKinds,
  releaseClaims,
  renewTimers,
} from '../platform/timers/claimed-timers-store.ts';
import { BULKHEADS, type Bulkhead, isForAny, SET_APART } from './bulkheads.ts';
import { holdCarrier } from './hold-carrier.ts';
import type { JobDeps } from './jobs/job.ts';
import { alone, type Presence } from './presence.ts';
import { work } from './run-timer.ts';

/** Does what is due, the most urgent first. */
export interface Worker {
  /**
   * Looks for due work and begins it; whatever rings, calls this. Resolves when it is begun, not when it is done.
   * @param kinds of which something is due, as far as the caller knows; left out: any
   */
  look(kinds?: ReadonlySet<string>): Promise<void>;
  /** Keeps what takes long in its hands. To be called more often than a lease lasts. */
  renew(): Promise<void>;
  /** Begins nothing more, and resolves when what was begun is done. */
  close(): Promise<void>;
}

/**
 * @param atOnce how many decisions may be under way at a time; what asks the carrier has places of its own, see
 *   `bulkheads.ts`. More wait in the database, where urgency orders them
 * @param presence in whose name it works, and how long that holds
 */
export function createWorker(deps: JobDeps, atOnce: number, presence: Presence = alone()): Worker {
  const finish = batch(async (done: ClaimedTimer[]) => {
    await finishTimers(deps.database, done);
    return [];
  });
  const workers = BULKHEADS.map((bulkhead) =>
    createBulkheadWorker({ deps, atOnce, presence, finish }, bulkhead),
  );
  return {
    async look(kinds) {
      const rung = kinds ? workers.filter(({ isFor }) => isFor(kinds)) : workers;
      const [kept, usual] = [rung.filter(({ isKept }) => isKept), rung.filter(({ isKept }) => !isKept)];
      await Promise.all(usual.map((worker) => worker.look()));
      // as long as there are places for everything, those that are kept for what is urgent need not be looked for
      if (usual.some(({ isFull }) => isFull())) await Promise.all(kept.map((worker) => worker.look()));
    },
    async renew() {
      const inHand = workers.flatMap((worker) => worker.inHand());
      if (inHand.length > 0) await renewTimers(deps.database, inHand, deps.now());
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

interface Parts {
  deps: JobDeps;
  atOnce: number;
  presence: Presence;
  finish: (timer: ClaimedTimer) => Promise<unknown>;
}

/** The places of one bulkhead. */
function createBulkheadWorker({ deps, atOnce, presence, finish }: Parts, bulkhead: Bulkhead) {
  const { kinds, urgentOnly, share } = bulkhead;
  const places = Math.max(1, Math.round(atOnce * share));
  const which = kinds === null ? { except: SET_APART } : { only: kinds };
  const of = urgentOnly ? { ...which, before: UNVERIFIED_LANE } : which;
  const underWay = new Map<ClaimedTimer, Promise<void>>();
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let closed = false;
  /** between which instants claims failed, so that nobody knows what they took */
  let doubted: { from: Date; until: Date } | undefined;

  const begin = (timer: ClaimedTimer, ofTerm: JobDeps) => {
    const working = work(ofTerm, timer, finish).finally(() => {
      underWay.delete(timer);
      // there was more than there were places
      if (lookAgain) look().catch(() => {});
    });
    underWay.set(timer, working);
  };
  const claim = async ({ database, now }: JobDeps, limit: number, wanted: OfKinds) => {
    const at = now();
    try {
      return await claimDueTimers(database, at, limit, wanted);
    } catch (error) {
      if (isUnavailable(error)) doubt(at, wanted);
      throw error;
    }
  };
  /** However many looks fail while the database is away, what they may have taken is given back once. */
  const doubt = (at: Date, wanted: OfKinds) => {
    if (doubted) doubted.until = at;
    else {
      doubted = { from: at, until: at };
      void letGo(wanted);
    }
  };
  const letGo = async (wanted: OfKinds) => {
    const { database, now, log } = deps;
    const release = async () => {
      if (doubted) await releaseClaims(database, doubted, { wanted, inHand: [...underWay.keys()] }, now());
    };
    try {
      await onceWell(database, release).finally(() => {
        doubted = undefined;
      });
      await look();
    } catch (err) {
      log.warn(
        { err },
        'could not release work that may have been claimed; it is due again when its reservation ends',
      );
    }
  };
  const lookOnce = async () => {
    const free = places - underWay.size;
    if (free === 0 || closed) return;
    lookAgain = false;
    const { owner, holds } = presence.current();
    const ofTerm = { ...deps, owner, carrier: holdCarrier(deps.carrier, holds) };
    const due = await claim(ofTerm, free, { ...of, owner });
    for (const timer of due) begin(timer, ofTerm);
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
    isFor: (rung: ReadonlySet<string>) => isForAny(bulkhead, rung),
    isKept: urgentOnly === true,
    isFull: () => underWay.size >= places,
    look,
    inHand: () => [...underWay.keys()],
    async close() {
      closed = true;
      await looking?.catch(() => {});
      await Promise.all(underWay.values());
    },
  };
}
