import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { childEnv } from '../../platform/child-env.ts';

/** So much it may use before it ends: whoever answers calls on this machine needs the rest. */
const MAX_HEAP_MB = 400;

/** Starts a process that works something out beside the service: it has its own memory, and calls go before it. */
export function startChild(module: URL): ChildProcess {
  const child = fork(module, {
    serialization: 'advanced',
    stdio: 'ignore',
    env: childEnv(),
    execArgv: [...process.execArgv, `--max-old-space-size=${MAX_HEAP_MB}`],
  });
  if (child.pid !== undefined) makeWay(child.pid);
  return child;
}

function makeWay(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // it has ended already, or the system knows no priorities: then it works as fast as all others
  }
}
