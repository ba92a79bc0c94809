import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openCluster } from '../../src/platform/db/cluster.ts';
import { urlOf } from '../../src/platform/db/embedded.ts';
import { findPostmaster, spawnServer, stopServer } from '../../src/platform/db/server-process.ts';
import { administer } from '../../test/support/server.ts';

/** A PostgreSQL server of its own that can be killed and started again where it was. */
export interface PostgresServer extends AsyncDisposable {
  url: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Takes connections, and neither it nor any of its sessions says a word. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
}

const START_MS = 60_000;
const POLL_MS = 100;

export async function startPostgres(folder: string): Promise<PostgresServer> {
  const cluster = await openCluster(folder, true);
  const { port } = await spawnServer(cluster);
  const url = urlOf(cluster, port);
  await untilAnswered(async () => url);
  const signalAll = async (signal: NodeJS.Signals) => {
    const { pid } = (await findPostmaster(cluster)) ?? {};
    if (pid) for (const one of [pid, ...(await childrenOf(pid))]) signalIfThere(one, signal);
  };
  return {
    url,
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    // with its sessions: one that is at work would go on to its end, and answer as if nothing had happened
    kill: () => signalAll('SIGKILL'),
    async start() {
      // sessions that outlive their server for a moment keep the folder to themselves: then it is tried again
      for (const until = Date.now() + START_MS; Date.now() < until; await pause(POLL_MS)) {
        const server = await spawnServer(cluster, port);
        const answered = untilAnswered(async () => url, server.hasExited);
        if (
          await answered.then(
            () => true,
            () => false,
          )
        )
          return;
      }
      throw new Error(`PostgreSQL does not start again, see ${cluster.logFile}`);
    },
    [Symbol.asyncDispose]: () => stopServer(cluster),
  };
}

/** Sessions end by themselves at any time. */
function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Each session of PostgreSQL is a process of its own. */
async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  return stdout.trim().split(/\s+/).map(Number);
}

/** Cuts every connection of the service to its database. */
export async function cutConnections(url: string): Promise<void> {
  await administer(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'priority-line%' and pid <> pg_backend_pid()`,
  );
}

/** @throws when the server does not answer in time */
export async function untilAnswered(url: () => Promise<string>, isHopeless = () => false): Promise<void> {
  for (const until = Date.now() + START_MS; ; await pause(POLL_MS)) {
    try {
      await administer(await url(), 'select 1');
      return;
    } catch (error) {
      if (isHopeless() || Date.now() > until) throw error;
    }
  }
}
