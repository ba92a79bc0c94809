import type { NewTimer } from '../db/database.ts';

/** Rings for what is due at the moment it is written, in the process that wrote it: no way over the queue is shorter. */
export interface AtOnce {
  /** Rings for the timers that are due. @returns the others, which need an alarm */
  take(timers: readonly NewTimer[], now: Date): NewTimer[];
  /** Takes no more, and resolves when what was taken is done. */
  close(): Promise<void>;
}

/** @param ring does the work of a timer; what it throws is left to the sweep */
export function ringAtOnce(ring: (timerId: string) => Promise<void>): AtOnce {
  const ringing = new Set<Promise<unknown>>();
  let closed = false;
  return {
    take(timers, now) {
      const isDue = ({ dueAt }: NewTimer) => !closed && dueAt <= now;
      for (const { id } of timers.filter(isDue)) {
        const rung = ring(id)
          .catch(() => {})
          .finally(() => ringing.delete(rung));
        ringing.add(rung);
      }
      return timers.filter((timer) => !isDue(timer));
    },
    async close() {
      closed = true;
      await Promise.all(ringing);
    },
  };
}
