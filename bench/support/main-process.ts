import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { KEPT } from './kept-env.ts';

/** A service as `npm start` runs it, of this checkout or another. */
export interface MainProcess extends AsyncDisposable {
  /** from its start until `/readyz` said yes, milliseconds */
  readyAfter: number;
  /** megabytes of the machine's memory that it holds now */
  memory(): Promise<number>;
}

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;
const ASKED_EVERY_MS = 5;

/** @throws if it ends, or is not ready within a minute */
export async function startMain(
  checkout: string,
  url: string,
  env: Record<string, string>,
): Promise<MainProcess> {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=4', '--v8-pool-size=1', 'src/main.ts'], {
    cwd: checkout,
    env: { ...KEPT, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  const end = () => child.kill('SIGTERM');
  // also when whoever measures is told to stop
  process.once('exit', end);
  await using opening = new AsyncDisposableStack();
  opening.defer(async () => {
    process.off('exit', end);
    end();
    await exited;
  });
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`the service of ${checkout} ended with ${child.exitCode}`);
    if (performance.now() - begin > TIMEOUT_MS)
      throw new Error(`the service of ${checkout} does not get ready`);
    await pause(ASKED_EVERY_MS);
  }
  const readyAfter = performance.now() - begin;
  const opened = opening.move();
  return {
    readyAfter,
    async memory() {
      const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(child.pid)]);
      return Number(stdout) / 1_024;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** A made-up year by the checkout's own command, which knows its tables; where a carrier is set up it would refuse. */
export async function seedBy(
  checkout: string,
  { DATABASE_URL = '', SECRET_KEY = '' }: Record<string, string>,
  amounts: readonly string[],
): Promise<void> {
  await run(process.execPath, ['src/cli.ts', 'practice', 'seed', ...amounts], {
    cwd: checkout,
    env: { ...KEPT, DATABASE_URL, SECRET_KEY },
    timeout: 10 * TIMEOUT_MS,
  });
}
