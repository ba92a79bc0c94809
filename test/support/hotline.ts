// the carrier's library, which the service loads when it needs it first: no story waits for it
import 'twilio/lib/base/RequestClient.js';
import 'twilio/lib/rest/Twilio.js';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { type App, createApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/app/config.ts';
import { FLOW_RULES } from '../../src/app/flow-rules.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { type LoadedScript, loadFlows, SHIPPED_FLOWS } from '../../src/domain/flow-files/load.ts';
import { createPasswordHasher, type PasswordHasher } from '../../src/domain/users/password-hasher.ts';
import { followClock } from '../../src/platform/clock.ts';
import { createLogger, type Logger } from '../../src/platform/log.ts';
import { sweep } from '../../src/worker/run-timer.ts';
import {
  findForgotten,
  findUnwatchedLegs,
  findWithoutCallback,
} from '../../src/worker/watchdog/invariant-store.ts';
import { type Line, startLine } from './carrier.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { usualDirectory } from './import-file.ts';
import { layInDirectory } from './lay-in-directory.ts';

const SECRET = 'the-secret-key-of-the-tests';
const API_TOKEN = 'the-api-token-of-the-tests';
/** A Monday morning in business hours, 10:00 in Munich. */
const MONDAY_MORNING = '2026-11-23T10:00:00+01:00';

/** What it wrote is verified as quickly. */
export const quickPasswords = createPasswordHasher({ cost: 2 });

/** Of an edit that is tried: how the figures come about is told elsewhere. */
const SMALL_SAMPLE = { calls: 50, replications: 10 };

let shipped: LoadedScript | undefined;

/** Read and checked once: they are the same for every story. */
function shippedFlows(): LoadedScript {
  shipped ??= loadFlows(SHIPPED_FLOWS, FLOW_RULES);
  return shipped;
}

/** The whole service on a database of its own, connected to the strict carrier. Time stands still until the test moves it. */
export interface Hotline extends AsyncDisposable {
  app: App;
  line: Line;
  database: TestDatabase;
  url: string;
  /** the people of test/support/directory.yaml */
  phones: Record<
    | 'erika'
    | 'grace'
    | 'petra'
    | 'klara'
    | 'otto'
    | 'anna'
    | 'ben'
    | 'benAtHome'
    | 'carla'
    | 'tessa'
    | 'supervisor',
    ReturnType<Line['phone']>
  >;
  /** moves time on; whatever falls due in between is done at its own instant */
  pass(span: { hours?: number; minutes?: number; seconds?: number }): Promise<void>;
  /** does what is due now */
  settle(): Promise<void>;
  /** what a worker does: everything that is due, without waiting for what the carrier makes of it */
  doDueWork(): Promise<void>;
  /** ends it without a look at what is left undone; for who leaves a heap on purpose */
  close(): Promise<void>;
  api<T = unknown>(path: string, body?: unknown): Promise<T>;
  tickets(): Promise<ApiTicket[]>;
  ticket(
    number?: string,
  ): Promise<ApiTicket & { timeline: { kind: string; actor: string; detail: Record<string, unknown> }[] }>;
}

export interface ApiTicket {
  number: string;
  severity: number;
  status: string;
  verified: boolean;
  abandoned: boolean;
  kind: string;
  signature: string | null;
  customer: { number: string } | null;
  contact: { name: string } | null;
  callbackNumber: string | null;
  openedAt: string;
  respondBy: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  answeredAt: string | null;
  answeredBy: string | null;
  late: boolean;
  description: { recordingUrl: string | null; text: string | null };
}

/**
 * @param options.at where time stands, RFC 3339
 * @param options.directory what is different in this story from test/support/directory.yaml
 * @param options.callsPerSecond how many calls a second the carrier takes
 * @param options.messagesPerSecond how many texts
 */
export async function openHotline(
  options: {
    at?: string;
    directory?: (usual: string) => string;
    callsPerSecond?: number;
    messagesPerSecond?: number;
    /** a folder of flows */
    flows?: string;
    /** further variables of the environment */
    env?: Record<string, string>;
    log?: Logger;
    /** left out: quick to compute */
    passwords?: PasswordHasher;
  } = {},
): Promise<Hotline> {
  // what does not open leaves nothing behind
  await using opening = new AsyncDisposableStack();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(options.at ?? MONDAY_MORNING) });
  opening.defer(() => {
    vi.useRealTimers();
  });
  // a service that ran in this process may have left the clock where it found it
  await followClock(async () => Date.now());
  const database = opening.use(await freshDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'hotline-'));
  opening.defer(() => rm(dataDir, { recursive: true, force: true }));
  const http = createServer();
  opening.defer(() => {
    http.closeAllConnections();
    http.close();
  });
  const line = await startLine({ clock: () => new Date() });
  opening.defer(() => line.close());
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const config = readConfig({
    PUBLIC_URL: url,
    DATABASE_URL: database.url,
    SECRET_KEY: SECRET,
    DATA_DIR: dataDir,
    API_TOKEN,
    TWILIO_ACCOUNT_SID: line.accountSid,
    TWILIO_AUTH_TOKEN: line.authToken,
    TWILIO_API_BASE_URL: line.apiBaseUrl,
    HOTLINE_NUMBER: line.number,
    CALLS_PER_SECOND: String(options.callsPerSecond ?? 1_000),
    MESSAGES_PER_SECOND: String(options.messagesPerSecond ?? 9_999),
    LOG_LEVEL: 'silent',
    // time stands still, and so would the count of a minute
    API_REQUESTS_PER_MINUTE: '999999',
    ...(options.flows === undefined ? {} : { FLOWS_DIR: options.flows }),
    ...options.env,
  });
  const log = options.log ?? createLogger(process.env.TEST_LOG ?? 'silent', { readable: false });
  const pins = createPinHasher(SECRET, { cost: 2, previousKey: config.secretKeyPrevious });
  const queue = { isReachable: async () => true };
  const flows = config.flowsDir === undefined ? shippedFlows() : loadFlows(config.flowsDir, FLOW_RULES);
  const { passwords = quickPasswords } = options;
  const app = createApp({ config, log, database, pins, passwords, queue, flows, editSample: SMALL_SAMPLE });
  http.on('request', app.server);
  const usual = usualDirectory();
  await layInDirectory(database, options.directory?.(usual) ?? usual, pins, new Date());
  await app.remember();
  await database.query('update reconciliation set begun = $1, reached = $1, widely_at = $1', [new Date()]);
  line.connect(url);
  const settle = async () => {
    while ((await sweep(app.jobDeps, 100)) > 0);
  };
  line.settle = settle;
  const phone = (number: string) => line.phone(number);
  const api = async <T>(path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as T;
    if (body !== undefined) await line.idle();
    return answer;
  };
  const tickets = async () => (await api<{ data: ApiTicket[] }>('/tickets')).data;
  const opened = opening.move();
  const close = () => opened.disposeAsync();
  return {
    app,
    line,
    database,
    url,
    phones: {
      erika: phone('+493023125101'),
      grace: phone('+493023125201'),
      petra: phone('+493023125301'),
      klara: phone('+493023125501'),
      otto: phone('+493023125401'),
      anna: phone('+4915228817386'),
      ben: phone('+4915228817387'),
      benAtHome: phone('+493023125017'),
      carla: phone('+4915228817388'),
      tessa: phone('+4915228817390'),
      supervisor: phone('+493023125000'),
    },
    settle: () => line.idle(),
    doDueWork: settle,
    async pass({ hours = 0, minutes = 0, seconds = 0 }) {
      const until = Date.now() + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
      for (;;) {
        await line.idle();
        const [next] = await database.query<{ due_at: Date }>(
          'select due_at from timers order by due_at limit 1',
        );
        if (!next || next.due_at.getTime() > until) break;
        vi.setSystemTime(Math.max(Date.now(), next.due_at.getTime()));
      }
      vi.setSystemTime(until);
      await line.idle();
    },
    api,
    close,
    tickets,
    async ticket(number) {
      return api(`/tickets/${number ?? (await tickets())[0]?.number}`);
    },
    async [Symbol.asyncDispose]() {
      try {
        await line[Symbol.asyncDispose]();
        expect.soft(await findForgotten(database), 'tickets that nothing drives on').toEqual([]);
        expect.soft(await findWithoutCallback(database), 'tickets without a callback').toEqual([]);
        expect.soft(await findUnwatchedLegs(database), 'legs whose end nobody would notice').toEqual([]);
      } finally {
        await close();
      }
    },
  };
}
