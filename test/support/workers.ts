import type { Database } from '../../src/platform/db/database.ts';
import type { JobDeps } from '../../src/worker/jobs/job.ts';
import { openPresence, type Presence } from '../../src/worker/presence.ts';
import { createWorker, type Worker } from '../../src/worker/worker.ts';

/** Workers on one database, each in a process of its own as far as anybody can see: some go on, some do not. */
export interface Workforce {
  /**
   * @param deps what this one has, if not what all have
   * @param onFound what it does about work that another left behind; left out: it looks
   */
  hire(deps?: Partial<JobDeps>, onFound?: (worker: Worker) => Promise<unknown>): Promise<Hand>;
  /** Time passes: each of `awake` says twice a second that it is there; to the others it is as if nothing had been. */
  pass(seconds: number, awake: readonly Hand[]): Promise<void>;
  /** The same, but the clock that does not count a machine's sleep stands still. */
  sleep(seconds: number, awake: readonly Hand[]): Promise<void>;
}

export interface Hand extends Worker {
  presence: Presence;
}

const PLACES = 10;
const BEATS_A_SECOND = 2;

/** @param database the one whose clock says who is there */
export function openWorkforce(deps: JobDeps, database: Database): Workforce {
  const clock = { monotonic: 0, host: 0 };
  const tick = async (ms: number, awake: readonly Hand[]) => {
    clock.host += ms;
    await database.query(`update workers set seen_at = seen_at - $1 * interval '1 millisecond'`, [ms]);
    for (const { presence } of awake) await presence.beat();
  };
  return {
    async hire(own = {}, onFound = (worker) => worker.look()) {
      const theirs = { ...deps, ...own };
      const presence = await openPresence({
        ...theirs,
        database,
        clocks: () => ({ ...clock }),
        onBeat: async (found) => found && onFound(worker),
      });
      const worker = createWorker(theirs, PLACES, presence);
      return { ...worker, presence };
    },
    async pass(seconds, awake) {
      for (let beat = 0; beat < seconds * BEATS_A_SECOND; beat += 1) {
        clock.monotonic += 1_000 / BEATS_A_SECOND;
        await tick(1_000 / BEATS_A_SECOND, awake);
      }
    },
    sleep: (seconds, awake) => tick(seconds * 1_000, awake),
  };
}
