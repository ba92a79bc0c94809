import { Worker } from 'node:worker_threads';

/** How often the loop says that it runs. */
const BEAT_MS = 250;

/**
 * Has a thread of its own watch this process' event loop. Once that has stood for longer than `limitMs`, nothing is answered
 * and nobody is paged by it any more, and it would not even hear that it is to stop: the thread says so and ends the
 * process by SIGKILL (status 137), so that whoever supervises it starts another. A process that was stopped as a whole, or
 * whose machine slept, is not at fault: the thread sees by its own gaps that it stood still as well.
 */
export function watchLoop(limitMs: number): void {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  new Worker(new URL('./watch-loop-thread.ts', import.meta.url), {
    workerData: { beats, limitMs, pid: process.pid },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  }).unref();
  setInterval(() => Atomics.add(beats, 0, 1), BEAT_MS).unref();
}
