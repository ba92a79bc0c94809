import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { type App, createApp } from './app.ts';
import { followClock, now } from './clock.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { importDirectory } from './directory/import-directory.ts';
import { directoryIsEmpty } from './directory/registry-store.ts';
import { formatFault, HotlineError } from './errors.ts';
import { every } from './every.ts';
import { ring, sweep } from './jobs/index.ts';
import { createLogger } from './log.ts';
import { scheduleFaults } from './oncall/schedule-faults.ts';
import { listenToAlarms, openAlarmClock } from './queue.ts';
import { calendarFaults } from './tickets/calendar-definition.ts';

enableCompileCache();

const SAMPLE_DIRECTORY = join(import.meta.dirname, '../directory.sample.yaml');
const SWEEP_MS = 2_000;
const SWEEP_LIMIT = 200;
const REMEMBER_MS = 60_000;
const AT_ONCE = 50;
const DRAIN_MS = 10_000;

/** Things to be closed, the last opened first. */
const closing: (() => Promise<unknown> | unknown)[] = [];

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  let databaseUrl = config.databaseUrl;
  if (databaseUrl === undefined) {
    const embedded = await startEmbedded(config.dataDir, { log });
    closing.push(() => embedded.stop());
    databaseUrl = embedded.url;
  }
  await migrate(databaseUrl, { log });
  const database = openDatabase(databaseUrl, { log });
  closing.push(() => database.close());

  const queue = { databaseUrl, redisUrl: config.redisUrl, log };
  const alarms = await openAlarmClock(queue);
  closing.push(() => alarms.close());
  database.onTimers = (timers) => alarms.setAlarms(timers);

  const app = createApp({ config, log, database, queue: alarms });
  await keepClock(app);
  await fillDirectory(app);
  await app.remember();
  closing.push(every(REMEMBER_MS, log, () => Promise.all([app.remember(), keepClock(app)])));

  if (config.role !== 'worker') await serve(app);
  if (config.role !== 'web') {
    const listener = await listenToAlarms(queue, (id) => ring(app.shop, id), { concurrency: AT_ONCE });
    closing.push(() => listener.close());
    closing.push(every(SWEEP_MS, log, () => sweep(app.shop, SWEEP_LIMIT)));
  }
  const practice = app.practice ? ` http://localhost:${config.port}/practice/` : '';
  process.stdout.write(`ready ${config.publicUrl}/${practice}\n`);
}

/** PostgreSQL's clock is the one that all processes share. */
async function keepClock({ database, log }: App): Promise<void> {
  const offset = await followClock(async () => {
    const [row] = await database.query<{ ms: number }>(
      'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
    );
    return row?.ms ?? Date.now();
  });
  if (offset !== 0)
    log.warn({ offsetMs: Math.round(offset) }, "this host's clock is wrong; the database's is followed");
}

/** A new installation begins with a directory: the operator's file, or the sample. */
async function fillDirectory({ config, database, log, pins }: App): Promise<void> {
  if (!(await directoryIsEmpty(database))) return;
  const file = config.directoryFile ?? SAMPLE_DIRECTORY;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new HotlineError('bad-configuration', `DIRECTORY_FILE: ${file} cannot be read`, {
      cause,
      remedy: 'Correct the path, or leave DIRECTORY_FILE out to begin with the sample.',
    });
  });
  const result = await importDirectory(database, text, file, {
    pins,
    now: now(),
    calendarFaults,
    scheduleFaults,
  });
  if ('faults' in result) {
    throw new HotlineError(
      'bad-directory',
      `The directory file is refused:\n${result.faults.map(formatFault).join('\n')}`,
    );
  }
  log.info({ file }, 'the directory was imported');
}

async function serve(app: App): Promise<void> {
  const { port, host } = app.config;
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = app.server.listen(port, host, (error?: Error) =>
      error ? reject(error) : resolve(listening),
    );
  }).catch((cause: NodeJS.ErrnoException) => {
    throw new HotlineError(
      'bad-configuration',
      `Port ${port} on ${host} cannot be used: ${sayListenError(cause)}`,
      {
        cause,
        remedy: 'Stop what is using it, or choose another with PORT.',
      },
    );
  });
  closing.push(async () => {
    app.practice?.close();
    server.closeIdleConnections();
    await new Promise((resolve) => server.close(resolve));
  });
}

function sayListenError(error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') return 'another program listens there.';
  if (error.code === 'EACCES') return 'this user may not listen there.';
  return error.message;
}

let stopping = false;

/** Takes no more requests, finishes what is under way, then lets go of the queue and the database. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
  for (const close of closing.reverse()) await close();
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

start().catch(async (error: unknown) => {
  const known = error instanceof HotlineError;
  process.stderr.write(
    known
      ? `${error.message}\n${error.remedy ? `→ ${error.remedy}\n` : ''}`
      : `${String((error as Error)?.stack ?? error)}\n`,
  );
  await stop().catch(() => {});
  process.exit(1);
});
