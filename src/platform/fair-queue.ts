import { HotlineError } from './errors.ts';

export interface FairQueueLimits {
  /** how many works run at a time */
  atOnce: number;
  /** how many may wait in all */
  maxWaiting: number;
  /** how many of one source may wait */
  maxWaitingOfOne: number;
  /** further places, for those whom no crowd of others may keep out */
  reserved?: { places: number; isFor: (source: string) => boolean };
}

/**
 * Runs a work for a source, when it is that source's turn.
 * @throws HotlineError `too-busy` at once, when too many wait already
 */
export type FairQueue = <T>(source: string, work: () => Promise<T>) => Promise<T>;

/**
 * Runs works a few at a time. Each source gets its turn after the other, however many works one of them brings: whoever
 * comes from somewhere else waits for one work of each, and never for a crowd. Works of one source run in their order.
 */
export function createFairQueue({
  atOnce,
  maxWaiting,
  maxWaitingOfOne,
  reserved,
}: FairQueueLimits): FairQueue {
  // in the order of their turns; only those who wait for something
  const sources = new Map<string, (() => void)[]>();
  let running = 0;
  let waiting = 0;

  const next = (): (() => void) | undefined => {
    const [turn] = sources;
    if (turn === undefined) return undefined;
    const [source, begins] = turn;
    sources.delete(source);
    const begin = begins.shift();
    if (begins.length > 0) sources.set(source, begins);
    waiting -= 1;
    return begin;
  };
  const wait = (source: string): Promise<void> => {
    const begins = sources.get(source) ?? [];
    const places = reserved?.isFor(source) ? maxWaiting + reserved.places : maxWaiting;
    if (waiting >= places || begins.length >= maxWaitingOfOne)
      throw new HotlineError('too-busy', 'Too many requests are waiting already.', {
        remedy: 'Try again in a few seconds.',
      });
    waiting += 1;
    return new Promise((resolve) => {
      begins.push(resolve);
      sources.set(source, begins);
    });
  };

  return async (source, work) => {
    if (running < atOnce) running += 1;
    // whoever ends hands its place on, so that nobody who comes later overtakes
    else await wait(source);
    try {
      return await work();
    } finally {
      const begin = next();
      if (begin) begin();
      else running -= 1;
    }
  };
}
