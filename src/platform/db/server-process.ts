import { spawn } from 'node:child_process';
import { constants, open, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HotlineError } from '../errors.ts';
import type { Cluster } from './cluster.ts';

const { O_APPEND, O_CREAT, O_TRUNC, O_WRONLY } = constants;

/** Where a server is reached: by a socket in a folder, or over the loopback interface. */
export interface ServerAddress {
  /** the folder, which begins with a slash, or the interface */
  host: string;
  port: number;
}

/** What `postmaster.pid` says: https://www.postgresql.org/docs/current/storage-file-layout.html */
export interface Postmaster extends ServerAddress {
  pid: number;
  /** `starting`, `ready` or `stopping` */
  status: string;
}

export interface ServerProcess {
  address: ServerAddress;
  hasExited(): boolean;
  /** It could make no socket in its folder: some file systems know none. */
  lacksSocket(): Promise<boolean>;
  /** The port was taken by somebody else, or the data folder by another server, in the moment before. */
  lostRace(): Promise<boolean>;
  /** Why it ended, for people. */
  fault(): Promise<HotlineError>;
}

/** How long a server may take to end sessions and write its checkpoint before it is ended the hard way. */
const STOP_TIMEOUT_MS = 10_000;
const POLL_MS = 20;
export const LOOPBACK = '127.0.0.1';
/** Of a socket's path, on the system that takes least; a port has five digits at most. */
const MAX_SOCKET_PATH = 103;
const SOCKET_NAME = '.s.PGSQL.';

/** The server of this data folder, if one lives. */
export async function findPostmaster(cluster: Pick<Cluster, 'data'>): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const postmaster = {
    pid: Number(lines[0]),
    // a server that a version before has started has no socket
    host: lines[4] || LOOPBACK,
    port: Number(lines[3]),
    status: (lines[7] ?? 'starting').trim(),
  };
  return postmaster.pid > 0 && isAlive(postmaster.pid) ? postmaster : undefined;
}

/**
 * Starts the server with a socket in its folder, through which a statement costs half of what it does over loopback, and on a
 * loopback port, by which other programs find it. It is in a session of its own: Ctrl-C in a terminal reaches the whole group, and the
 * database must outlive the draining of the service. It also outlives a killed service; the next start takes it over.
 * @param at where it is to be; left out: in its folder, where that can have a socket, and on a free port
 */
export async function spawnServer(cluster: Cluster, at: Partial<ServerAddress> = {}): Promise<ServerProcess> {
  const folder = dirname(cluster.data);
  const { host = usualHost(folder), port = await freePort() } = at;
  const settings = {
    listen_addresses: LOOPBACK,
    unix_socket_directories: isFolder(host) ? host : '',
    unix_socket_permissions: '0700',
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
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  // two that start at once write into one file: appended, neither's words are lost under the other's
  const log = await open(cluster.logFile, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600);
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
    address: { host, port },
    hasExited: () => exited,
    lacksSocket: async () => NO_SOCKET.test(await said()),
    lostRace: async () => LOST_RACE.test(await said()),
    fault: async () => explain(cluster, await said()),
  };
}

function usualHost(folder: string): string {
  return join(folder, `${SOCKET_NAME}65535`).length <= MAX_SOCKET_PATH ? folder : LOOPBACK;
}

/** Else an interface. */
export function isFolder(host: string): boolean {
  return host.startsWith('/');
}

/** Removes the sockets of servers that were killed. Only for whoever owns the running one. */
export async function removeOldSockets(folder: string, { port }: ServerAddress): Promise<void> {
  const own = `${SOCKET_NAME}${port}`;
  const sockets = (await readdir(folder)).filter((name) => name.startsWith(SOCKET_NAME));
  const old = sockets.filter((name) => name !== own && name !== `${own}.lock`);
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true }).catch(() => {})));
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
    probe.listen(0, LOOPBACK, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Another server has the folder or the port, or is about to: it has made its lock file and not written it yet. */
const LOST_RACE = /postmaster\.pid" (?:already exists|is empty)|Address already in use/;

/** Its file system knows none, or its folder cannot be written in. */
const NO_SOCKET = /could not create (?:any Unix-domain sockets|lock file "[^"]*\.s\.PGSQL\.)/;

/** A line of the server's log, or what the program says before it has one: `postgres: could not access …`. */
const COMPLAINT = /(?:FATAL|PANIC|ERROR|DETAIL|HINT|error while loading|\bpostgres): *(.*)/;

/** The server's own last words, and what to do about the faults that people meet. */
function explain(cluster: Cluster, said: string): HotlineError {
  const words = said
    .split('\n')
    .flatMap((line) => line.match(COMPLAINT)?.[1] ?? [])
    .join(' ');
  return new HotlineError(
    'database-unavailable',
    `The embedded PostgreSQL did not start: ${words || 'it gave no reason.'}`,
    {
      remedy: `${remedyFor(words, cluster)} Its whole output is in ${cluster.logFile}.`,
    },
  );
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
