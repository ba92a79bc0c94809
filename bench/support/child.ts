import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { KEPT } from './kept-env.ts';

/** A program in a process of its own, so that it shares no thread with whoever measures it. */
export interface Child extends AsyncDisposable {
  used(): Promise<ProcessTime>;
}

/** Of a process so far; times in milliseconds. */
export interface ProcessTime {
  /** CPU time, of all its threads */
  cpu: number;
  /** how long its event loop was busy: much more than `cpu` if it had to wait for a processor */
  busy: number;
  /** bytes it holds of the machine's memory, and of them live objects */
  rss: number;
  heap: number;
  /** the longest that its event loop has stood still since it was asked last, a millisecond or so included */
  worstPause: number;
}

/** Longer than this nothing may take to start or to stop. */
const TIMEOUT_MS = 30_000;

/**
 * Starts a program, of this folder's parent unless its path is absolute, that says `ready`, answers each message with its `ProcessTime`, and ends
 * when it is disconnected: also when whoever started it was killed.
 */
export async function startChild(file: string, env: Record<string, string>): Promise<Child> {
  const child = fork(resolve(import.meta.dirname, '..', file), {
    // NODE_OPTIONS=--cpu-prof shows where the time goes
    env: { ...KEPT, NODE_OPTIONS: process.env.NODE_OPTIONS, ...env },
    // as `npm start` does, but that memory can be counted after a collection
    execArgv: ['--max-semi-space-size=4', '--v8-pool-size=1', '--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const hear = async () => {
    const given = { signal: AbortSignal.timeout(TIMEOUT_MS) };
    const said = await Promise.race([once(child, 'message', given), exited.then(() => null)]);
    if (said === null) throw new Error(`${file} ended`);
    return said[0] as unknown;
  };
  await hear();
  return {
    async used() {
      child.send('used');
      return (await hear()) as ProcessTime;
    },
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      const kill = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
      await exited;
      clearTimeout(kill);
    },
  };
}
