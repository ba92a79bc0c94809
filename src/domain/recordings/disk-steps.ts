import { answerWithin } from '../../platform/answer-within.ts';
import { createFairQueue } from '../../platform/fair-queue.ts';

/**
 * Does one step on a disk, in its turn.
 * @param undo of what comes when nobody waits for it any more
 * @throws Error when it takes too long
 */
export type DiskStep = <T>(step: () => Promise<T>, undo?: (late: T) => Promise<unknown>) => Promise<T>;

/**
 * A process has four threads for its files, and for looking up the names of whom it connects to. A disk that hangs, as one of
 * a network does whose server is gone, keeps each that asks it: two at most, so that calls and texts go out all the same.
 */
const AT_ONCE = 2;
const MAX_WAITING = 500;

/** @param stepMs how long a step may take, its turn included */
export function createDiskSteps(stepMs: number): DiskStep {
  const inTurn = createFairQueue({ atOnce: AT_ONCE, maxWaiting: MAX_WAITING, maxWaitingOfOne: MAX_WAITING });
  return async (step, undo) => {
    let isLate = false;
    const doing = inTurn('', async () => {
      if (isLate) throw new Error('nobody waits for it any more');
      const done = await step();
      if (isLate) await undo?.(done);
      return done;
    });
    try {
      return await answerWithin(stepMs, doing);
    } catch (error) {
      isLate = true;
      doing.catch(() => {});
      throw error;
    }
  };
}
