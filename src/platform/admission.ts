import { HotlineError } from './errors.ts';

export interface AdmissionLimits {
  /** how many works run at a time */
  atOnce: number;
  /** how long one waits for its turn before it is sent away, milliseconds */
  waitMs: number;
}

/**
 * Runs a work when it is its turn.
 * @param name who comes: whoever was sent away keeps their place, and is before all who came later when they are back
 * @throws HotlineError `too-busy` when its turn does not come in time
 */
export type Admission = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Names of those who did not come back are forgotten beyond this, the oldest first. */
const MAX_PLACES = 10_000;

interface Waiting {
  place: number;
  begin: () => void;
}

/** Lets in a few at a time, in the order in which they first came. */
export function createAdmission({ atOnce, waitMs }: AdmissionLimits): Admission {
  const places = new Map<string, number>();
  const waiting = new Set<Waiting>();
  let running = 0;
  let came = 0;

  const placeOf = (name: string): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    came += 1;
    places.set(name, came);
    const [oldest] = places.keys();
    if (places.size > MAX_PLACES && oldest !== undefined) places.delete(oldest);
    return came;
  };
  const turnOf = (name: string): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const sendAway = setTimeout(() => {
      waiting.delete(one);
      reject(new HotlineError('too-busy', 'Others came first.', { remedy: 'Try again in a few seconds.' }));
    }, waitMs);
    const begin = () => {
      clearTimeout(sendAway);
      waiting.delete(one);
      resolve();
    };
    const one: Waiting = { place: placeOf(name), begin };
    waiting.add(one);
    return promise;
  };
  const handOn = () => {
    const [first, ...others] = waiting;
    if (first === undefined) running -= 1;
    else others.reduce((next, other) => (other.place < next.place ? other : next), first).begin();
  };

  return async (name, work) => {
    if (running < atOnce) running += 1;
    else await turnOf(name);
    places.delete(name);
    try {
      return await work();
    } finally {
      handOn();
    }
  };
}
