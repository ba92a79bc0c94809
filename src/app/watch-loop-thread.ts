/** The thread of `watch-loop.ts`. It waits without an event loop of its own: nothing but a signal can hold it up. */
import { write } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { look, type Standstill } from './standstill.ts';

const { beats, limitMs, pid } = workerData as { beats: Int32Array; limitMs: number; pid: number };

const LOOK_MS = 500;
/** What is said last may wait for whoever reads it no longer than this: perhaps the loop stands because nobody does. */
const SAY_MS = 200;
const STDOUT = 1;

/** Waits for so long, on a number that nobody tells of a change. */
const sleep = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

let seen: Standstill = { beats: 0, since: performance.now(), lookedAt: performance.now() };
do {
  sleep(LOOK_MS);
  seen = look(seen, { beats: Atomics.load(beats, 0), at: performance.now() }, LOOK_MS);
} while (seen.lookedAt - seen.since < limitMs);

const line = {
  level: 60,
  time: new Date().toISOString(),
  stoodForMs: Math.round(seen.lookedAt - seen.since),
  msg: 'this process hung and is ending itself so that another takes over: if it happens again, keep the log of the minute before and report it',
};
// not waited for: the loop that would hear of it may be the one that stands
write(STDOUT, `${JSON.stringify(line)}\n`, () => {});
sleep(SAY_MS);
process.kill(pid, 'SIGKILL');
