import { spawn } from 'node:child_process';
import { constants, open, readFile, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HotlineError } from '../errors.ts';
import { fileFault } from '../file-fault.ts';
import type { Cluster } from './cluster.ts';

const { O_APPEND, O_CREAT, O_TRUNC, O_WRONLY } = constants;

/** What `postmaster.pid` says: https://www.postgresql.org/docs/current/storage-file-layout.html */
export interface Postmaster {
  pid: number;
  port: number;
  /** `starting`, `ready` or `stopping` */
  status: string;
}

export interface ServerProcess {
  port: number;
  hasExited(): boolean;
  /** The port was taken by somebody else, or the data folder by another server, in the moment before. */
  lostRace(): Promise<boolean>;
  /** Why it ended, for people. */
  fault(): Promise<HotlineError>;
}

/** How long a server may take to end sessions and write its checkpoint before it is ended the hard way. */
const STOP_TIMEOUT_MS = 10_000;
const POLL_MS = 20;

/** The server of this data folder, if one lives. */
export async function findPostmaster(cluster: Pick<Cluster, 'data'>): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const postmaster = {
    pid: Number(lines[0]),
    port: Number(lines[3]),
    status: (lines[7] ?? 'starting').trim(),
  };
  return postmaster.pid > 0 && isAlive(postmaster.pid) ? postmaster : undefined;
}

/**
 * Starts the server on a loopback port, in a session of its own: Ctrl-C in a terminal reaches the whole group, and the
 * database must outlive the draining of the service. It also outlives a killed service; the next start takes it over.
 * @param port a free one when left out
 */
export async function spawnServer(cluster: Cluster, port?: number): Promise<ServerProcess> {
  const chosen = port ?? (await freePort());
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(cluster.durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }),
  };
  const [program, args] = cluster.user.command(cluster.binaries.postgres, [
    '-D',
    cluster.data,
    '-p',
    String(chosen),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const folder = dirname(cluster.data);
  // two that start at once write into one file: appended, neither's words are lost under the other's
  const log = await open(cluster.logFile, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600).catch(
    (cause: unknown) => {
      throw new HotlineError('database-unavailable', `${folder} cannot be written: ${fileFault(cause)}`, {
        remedy: 'See that it is there, that its disk has room and may be written, and that it is yours.',
        cause,
      });
    },
  );
  const child = spawn(program, args, {
    ...cluster.user.ids,
    cwd: folder,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let exited = false;
  child.once('exit', () => {
    exited = true;
  });
  child.once('error', () => {
    exited = true;
  });
  child.unref();
  await log.close();

  const said = () => readFile(cluster.logFile, 'utf8').catch(() => '');
  return {
    port: chosen,
    hasExited: () => exited,
    lostRace: async () => LOST_RACE.test(await said()),
    fault: async () => explain(cluster, await said()),
  };
}

/** Ends the server and all its sessions, and waits until it is gone. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const postmaster = await findPostmaster(cluster);
  if (postmaster === undefined) return;
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(postmaster.pid, signal);
    if (await isGone(postmaster.pid, STOP_TIMEOUT_MS)) return;
  }
}

async function isGone(pid: number, timeoutMs: number): Promise<boolean> {
  for (let waited = 0; waited < timeoutMs; waited += POLL_MS) {
    if (!isAlive(pid)) return true;
    await pause(POLL_MS);
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Another server has the folder or the port, or is about to: it has made its lock file and not written it yet. */
const LOST_RACE = /postmaster\.pid" (?:already exists|is empty)|Address already in use/;

/** On a full disk a server cannot even say so. */
async function whySilent(folder: string): Promise<string> {
  const { bavail } = await statfs(folder);
  return bavail === 0 ? 'No space left on device' : 'it gave no reason.';
}

/** A line of the server's log, or what the program says before it has one: `postgres: could not access …`. */
const COMPLAINT = /(?:FATAL|PANIC|ERROR|DETAIL|HINT|error while loading|\bpostgres): *(.*)/;

/** The server's own last words, and what to do about the faults that people meet. */
async function explain(cluster: Cluster, said: string): Promise<HotlineError> {
  const complaints = said.split('\n').flatMap((line) => line.match(COMPLAINT)?.[1] ?? []);
  const words = complaints.join(' ') || (await whySilent(dirname(cluster.data)));
  return new HotlineError('database-unavailable', `The embedded PostgreSQL did not start: ${words}`, {
    remedy: `${remedyFor(words, cluster)} Its whole output is in ${cluster.logFile}.`,
  });
}

function remedyFor(words: string, cluster: Cluster): string {
  const folder = dirname(cluster.data);
  if (/not compatible with this version/.test(words)) {
    return `Dump ${folder} with the release that made it and load the dump into an empty database, or go back to that release.`;
  }
  if (/postmaster\.pid" already exists/.test(words)) {
    return `If the process it names is not PostgreSQL, remove ${join(cluster.data, 'postmaster.pid')}.`;
  }
  if (/wrong ownership|invalid permissions|ermission denied/.test(words)) {
    const { uid, gid } = cluster.user.owner ?? {
      uid: process.getuid?.() ?? '',
      gid: process.getgid?.() ?? '',
    };
    return `${folder} belongs to another user than PostgreSQL runs as, or was copied without its owner. Run "chown -R ${uid}:${gid} ${folder} && chmod 700 ${folder}/data".`;
  }
  if (/No space left/.test(words)) return 'Make room on the disk.';
  return `Restore ${folder} from a backup, or move it away to start with an empty database.`;
}
