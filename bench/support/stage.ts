import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { createLogger } from '../../src/platform/log.ts';
import { type AlarmClock, openAlarmClock } from '../../src/platform/queue/queue.ts';
import { administer, databaseUrl } from '../../test/support/server.ts';
import { type CarrierStub, startCarrierStub } from './carrier-stub.ts';
import { type Child, type ProcessTime, startChild } from './child.ts';
import { DIRECTORY } from './directory.ts';
import { freePort } from './listen.ts';
import { loadStatementCounts } from './statements.ts';

export const ACCOUNT = { sid: `AC${'0'.repeat(32)}`, token: 'the-auth-token-of-the-benchmark' };
export const API_TOKEN = 'the-api-token-of-the-benchmark-Zk93';
export const HOTLINE_NUMBER = '+493023125999';
const SECRET = 'the-secret-key-of-the-benchmark';
/** PostgreSQL's sessions report their statistics at the latest after being idle for this long; `used` waits for it. */
export const REPORTED_MS = 11_000;

/** Where services are played: an embedded PostgreSQL as the service itself starts it, in a folder that is removed. */
export interface Stage extends AsyncDisposable {
  /**
   * Starts a whole service on a database of its own, in a process of its own, with a carrier of its own.
   * @param options.serve the program, of another checkout for example
   */
  openHotline(name: string, options?: { redisUrl?: string; serve?: string }): Promise<Hotline>;
  /** A database and a carrier for a service that the caller starts by itself, as often as it likes. */
  prepare(name: string): Promise<Place>;
}

/** Where one service lives. */
export interface Place {
  url: string;
  databaseUrl: string;
  carrier: CarrierStub;
  /** how the service is to be set up */
  env: Record<string, string>;
}

export interface Hotline {
  url: string;
  databaseUrl: string;
  /** Runs one statement in the service's database, without time limit. */
  sql(statement: string): Promise<Record<string, unknown>[]>;
  /** The service's queue, for alarms of timers that were written past it. */
  alarms: AlarmClock;
  carrier: CarrierStub;
  used(): Promise<Used>;
  /** The same without the database's, and at once. */
  looked(): Promise<ProcessTime>;
}

/** What a service has used so far, milliseconds. */
export interface Used extends ProcessTime {
  /** time its database has spent in statements */
  database: number;
}

/**
 * @param options.countsStatements whether its server counts them, see `statements.ts`
 * @param options.connections how many its server takes, where that is more than for two hotlines
 */
export async function openStage({
  countsStatements = false,
  connections,
}: {
  countsStatements?: boolean;
  connections?: number;
} = {}): Promise<Stage> {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'priority-line-bench-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const directoryFile = join(folder, 'directory.yaml');
  await writeFile(directoryFile, DIRECTORY);
  const log = createLogger('error', { readable: false });
  // what holds from a server's next start on
  if (countsStatements || connections !== undefined) {
    const first = await startEmbedded(join(folder, 'data'), { log });
    if (countsStatements) await loadStatementCounts(first.url);
    if (connections !== undefined)
      await administer(first.url, `alter system set max_connections = ${connections}`);
    await first.stop();
  }
  const embedded = await startEmbedded(join(folder, 'data'), { log });
  opening.defer(() => embedded.stop());
  const opened = opening.move();
  let disposed: Promise<void> | undefined;
  const dispose = () => {
    disposed ??= opened.disposeAsync();
    return disposed;
  };
  endWithSignals(dispose);

  async function prepare(name: string): Promise<Place> {
    await administer(embedded.url, `create database ${name}`);
    const url = databaseUrl(embedded.url, name);
    const carrier = opened.use(await startCarrierStub());
    const port = await freePort();
    const env = {
      PORT: port,
      HOST: '127.0.0.1',
      DATABASE_URL: url,
      DATA_DIR: join(folder, name),
      SECRET_KEY: SECRET,
      DIRECTORY_FILE: directoryFile,
      TWILIO_ACCOUNT_SID: ACCOUNT.sid,
      TWILIO_AUTH_TOKEN: ACCOUNT.token,
      TWILIO_API_BASE_URL: carrier.url,
      HOTLINE_NUMBER,
      API_TOKEN,
      API_REQUESTS_PER_MINUTE: '999999',
      CALLS_PER_SECOND: '1000',
      MESSAGES_PER_SECOND: '1000',
      LOG_LEVEL: 'error',
    };
    return { url: `http://localhost:${port}`, databaseUrl: url, carrier, env };
  }

  return {
    prepare,
    async openHotline(name, { redisUrl, serve = 'serve.ts' } = {}) {
      const { env, carrier, url, databaseUrl: stored } = await prepare(name);
      const child = await startChild(serve, {
        ...env,
        ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      });
      opened.use(child);
      const alarms = await openAlarmClock({ databaseUrl: stored, redisUrl, log });
      opened.defer(() => alarms.close());
      return {
        url,
        databaseUrl: stored,
        sql: (statement) => administer(stored, statement),
        alarms,
        carrier,
        used: () => usedBy(child, embedded.url, name),
        looked: () => child.used(),
      };
    },
    [Symbol.asyncDispose]: dispose,
  };
}

async function usedBy(child: Child, url: string, database: string): Promise<Used> {
  const time = await child.used();
  await pause(REPORTED_MS);
  const [row] = await administer(
    url,
    `select active_time from pg_stat_database where datname = '${database}'`,
  );
  return { ...time, database: Number(row?.active_time) };
}

/** Ctrl+C leaves nothing behind either. */
function endWithSignals(dispose: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      dispose().finally(() => process.exit(1));
    });
  }
  // an error that nobody waited for would leave the database running
  process.once('uncaughtException', (error) => {
    console.error(error);
    dispose().finally(() => process.exit(1));
  });
}
