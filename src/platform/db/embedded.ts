import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { HotlineError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { type Cluster, openCluster, removeLeftovers, SUPERUSER } from './cluster.ts';
import { reasonOf } from './reason-of.ts';
import { findPostmaster, type Postmaster, spawnServer, stopServer } from './server-process.ts';
import { isUnavailable, translate } from './unavailable.ts';

export interface Embedded {
  /** For `DATABASE_URL`; stays the same until `stop`, even when the server had to be started again. */
  url: string;
  /** Its server was running already, and nobody had it: who had started it was killed. */
  wasLeft: boolean;
  /** Ends the server. Close every pool first. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  log?: Logger;
  /** False only for tests: quicker, but a power cut loses data. */
  durable?: boolean;
}

/**
 * Whoever holds this lock in the server owns the data folder. The server itself gives it back when the owner dies,
 * however it dies, so nobody has to guess from a process id in a file.
 */
const OWNER_LOCK = 471100;
const OWNER = 'priority-line owner';
/** Shared by all who work with the server for a while, as commands do, each as long as it works. */
const GUEST_LOCK = 471110;
/** Held by whoever comes or goes, for that moment: nobody comes into a server that somebody who goes is about to end. */
const DOOR_LOCK = 471111;
const CANNOT_CONNECT_NOW = '57P03';
/** A server that was killed replays its log first; that takes long only after much writing. */
const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
const LOCK_TIMEOUT_MS = 1_000;
const ROUNDS = 5;

/**
 * Starts the PostgreSQL of this data folder and keeps it running: a server left over from a killed process is taken
 * over as it is, and one that dies is started again on the same port.
 * @throws HotlineError `database-unavailable`: already running with this folder, folder broken, unreachable or not
 *   writable; each with its remedy
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const { log, durable = true } = options;
  const cluster = await openCluster(dataDir, durable);
  const { client, port, wasLeft } = await own(cluster);
  if (wasLeft)
    log?.info('the embedded database was still running, since its owner was killed; it was taken over');
  await removeLeftovers(dataDir);
  log?.debug({ port, dataDir }, 'the embedded database runs');

  let stopping = false;
  let owner = client;
  const watch = () => {
    owner.once('end', () => {
      if (!stopping) void recover();
    });
  };
  const recover = async () => {
    let told = '';
    while (!stopping) {
      try {
        owner = (await own(cluster, port)).client;
        watch();
        log?.warn('the embedded database had ended and was started again');
        return;
      } catch (error) {
        const reason = reasonOf(error);
        // once, as long as it stays the same: there is one thing to do about it
        log?.[reason === told ? 'debug' : 'error'](
          { err: error },
          'the embedded database cannot be started again; it is tried every second',
        );
        told = reason;
        await pause(1_000);
      }
    }
  };
  watch();

  return {
    url: urlOf(cluster, port),
    wasLeft,
    async stop() {
      stopping = true;
      await owner.end().catch(() => {});
      await stopServer(cluster);
    },
  };
}

/**
 * The PostgreSQL of this data folder for the time of some work: the one that runs, or else it is started. Whoever stops last
 * ends the server, unless a service has it by then.
 * @throws HotlineError `database-unavailable`, as `startEmbedded`
 */
export async function shareEmbedded(
  dataDir: string,
  { durable = true }: Pick<EmbeddedOptions, 'durable'> = {},
): Promise<Embedded> {
  const cluster = await openCluster(dataDir, durable);
  const { client, port, wasRunning, inside } = await enter(cluster, async (coming) => {
    await coming.query('select pg_advisory_lock_shared($1)', [GUEST_LOCK]);
    return { wasHeld: await isHeld(coming, [OWNER_LOCK, GUEST_LOCK]) };
  });
  return {
    url: urlOf(cluster, port),
    wasLeft: wasRunning && !inside.wasHeld,
    async stop() {
      try {
        await client.query('select pg_advisory_lock($1)', [DOOR_LOCK]);
        await client.query('select pg_advisory_unlock_shared($1)', [GUEST_LOCK]);
        if (!(await isHeld(client, [OWNER_LOCK, GUEST_LOCK]))) await stopServer(cluster);
      } catch (error) {
        // ended by its service, or killed
        if (!isUnavailable(translate(error))) throw error;
      } finally {
        await client.end().catch(() => {});
      }
    },
  };
}

interface Connected {
  client: pg.Client;
  port: number;
  /** It was not started just now. */
  wasRunning: boolean;
}

/**
 * Finds the living server or starts one, and does something in it while nobody ends it. Who waits at the door of one that is
 * being ended finds it gone, and starts it again.
 */
async function enter<T>(
  cluster: Cluster,
  come: (client: pg.Client) => Promise<T>,
  port?: number,
): Promise<Connected & { inside: T }> {
  for (let round = 1; ; round += 1) {
    const connected = await connectOrStart(cluster, port);
    const { client } = connected;
    try {
      await client.query('select pg_advisory_lock($1)', [DOOR_LOCK]);
      const inside = await come(client);
      await client.query('select pg_advisory_unlock($1)', [DOOR_LOCK]);
      return { ...connected, inside };
    } catch (error) {
      await client.end().catch(() => {});
      if (round === ROUNDS || !isUnavailable(translate(error))) throw error;
    }
  }
}

/** Whether anybody else holds one of these locks. */
async function isHeld(client: pg.Client, locks: readonly number[]): Promise<boolean> {
  const { rows } = await client.query(
    `select from pg_locks where locktype = 'advisory' and objid = any($1) and granted and pid <> pg_backend_pid()`,
    [locks],
  );
  return rows.length > 0;
}

interface Owned {
  client: pg.Client;
  port: number;
  wasLeft: boolean;
}

/** Takes the owner's lock in the living server, or in one that it starts. */
async function own(cluster: Cluster, port?: number): Promise<Owned> {
  const { client, inside, wasRunning, ...entered } = await enter(
    cluster,
    async (coming) => ({ isOurs: await takeLock(coming), hasGuests: await isHeld(coming, [GUEST_LOCK]) }),
    port,
  );
  if (inside.isOurs) return { ...entered, client, wasLeft: wasRunning && !inside.hasGuests };
  const pid = await findOwner(client);
  await client.end();
  throw new HotlineError(
    'database-unavailable',
    `The service is already running with this data folder (pid ${pid ?? 'unknown'}).`,
    {
      remedy: 'Stop that one first, or give this one its own DATA_DIR (and PORT).',
    },
  );
}

/** A server takes a moment to notice that the service before was killed, and lets go of its lock only then. */
async function takeLock(client: pg.Client): Promise<boolean> {
  const until = performance.now() + LOCK_TIMEOUT_MS;
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      OWNER_LOCK,
    ]);
    if (rows[0]?.locked === true || performance.now() >= until) return rows[0]?.locked === true;
    await pause(POLL_MS);
  }
}

/** Several rounds, since two may start at once: the loser finds the winner's server in the next round. */
async function connectOrStart(cluster: Cluster, port?: number): Promise<Connected> {
  for (let round = 1; ; round += 1) {
    const running = await findPostmaster(cluster);
    const client = running && (await connect(cluster, running.port, () => mayComeUp(cluster, running)));
    if (client) return { client, port: running.port, wasRunning: true };

    const server = await spawnServer(cluster, port);
    const own = await connect(cluster, server.port, async () => !server.hasExited());
    if (own) return { client: own, port: server.port, wasRunning: false };
    if (round === ROUNDS || !(await server.lostRace())) throw await server.fault();
  }
}

/** A server that calls itself ready and yet refuses is another process that got a dead server's id. */
async function mayComeUp(cluster: Cluster, seen: Postmaster): Promise<boolean> {
  const current = await findPostmaster(cluster);
  return current?.pid === seen.pid && current.status !== 'ready';
}

/**
 * Connects as soon as the server takes connections.
 * @returns undefined when there is nothing to wait for any more
 */
async function connect(
  cluster: Cluster,
  port: number,
  mayStillCome: () => Promise<boolean>,
): Promise<pg.Client | undefined> {
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += POLL_MS) {
    const client = new pg.Client({
      connectionString: urlOf(cluster, port),
      application_name: `${OWNER} ${process.pid}`,
      connectionTimeoutMillis: 2_000,
      keepAlive: true,
    });
    // what happens to the connection later shows as its end
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const starting = error instanceof pg.DatabaseError && error.code === CANNOT_CONNECT_NOW;
      if (!starting && !(await mayStillCome())) return undefined;
    }
    await pause(POLL_MS);
  }
  return undefined;
}

async function findOwner(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ pid: string }>(
    `select substring(application_name from '\\d+$') as pid from pg_stat_activity join pg_locks using (pid)
      where locktype = 'advisory' and objid = $1 and granted`,
    [OWNER_LOCK],
  );
  return rows[0]?.pid;
}

/** For `DATABASE_URL`. */
export function urlOf(cluster: Pick<Cluster, 'password'>, port: number): string {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/postgres`;
}
