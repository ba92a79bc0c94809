import express, { type Express } from 'express';
import request from 'supertest';
import { expect } from 'vitest';
import type { z } from 'zod';
import { FLOW_RULES } from '../../src/app/flow-rules.ts';
import { insertCall, type NewCall } from '../../src/domain/calls/call-store.ts';
import type { Hotline } from '../../src/domain/calls/hotline.ts';
import type { Carrier } from '../../src/domain/carrier/carrier.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { importDirectory } from '../../src/domain/directory-file/import-directory.ts';
import { loadScript, SHIPPED_FLOWS } from '../../src/domain/flow-files/load.ts';
import { createDiskStorage } from '../../src/domain/recordings/disk-storage.ts';
import { HotlineError } from '../../src/platform/errors.ts';
import { createLogger } from '../../src/platform/log.ts';
import { makeUrls } from '../../src/telephony/twilio/webhook-urls.ts';
import type { ApiDeps } from '../../src/web/api/deps.ts';
import type { AnyEndpoint } from '../../src/web/api/endpoint.ts';
import { endpoints } from '../../src/web/api/endpoints.ts';
import { apiRoutes } from '../../src/web/api/index.ts';
import { describeApi } from '../../src/web/api/openapi.ts';
import { problemSchema } from '../../src/web/api/problem.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { RULES, SAMPLE } from '../unit/domain/directory/sample.ts';

export const TOKEN = 'the-token-of-the-operator';
export const HOTLINE = '+493023125999';
/** A Monday in business hours, 10:00 in Munich. */
export const MONDAY_MORNING = '2026-11-23T09:00:00.000Z';
/** The night before, a Sunday. */
export const SUNDAY_NIGHT = '2026-11-22T22:00:00.000Z';

const line: Hotline = {
  script: loadScript(SHIPPED_FLOWS, FLOW_RULES),
  number: HOTLINE,
  publicUrl: 'https://hotline.example.com',
  unverified: { perHour: 10, withheld: 5 },
  listeningIn: true,
  drillNumber: undefined,
};

/** As it came: what a call answers is checked against its schema, so the tests may read it freely. */
type Reply = Pick<request.Response, 'status' | 'body' | 'headers'>;

/** The operator's side of the API, on a database of its own with the sample directory. Time stands still until moved. */
export interface Office extends AsyncDisposable {
  database: TestDatabase;
  deps: ApiDeps;
  app: Express;
  /** the present, RFC 3339 */
  at: string;
  /** every line that was logged */
  logged: Record<string, unknown>[];
  /** the audio the carrier has, by name */
  recordings: Map<string, string>;
  get(path: string): Promise<Reply>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
}

/** @param options.token null: none is configured */
export async function openOffice(
  options: { token?: string | null; at?: string; limits?: ApiDeps['limits'] } = {},
): Promise<Office> {
  const database = await freshDatabase();
  const logged: Record<string, unknown>[] = [];
  const recordings = new Map<string, string>();
  const log = createLogger('silent', { readable: false });
  const note = (fields: object, message?: string) => logged.push({ ...fields, message });
  const deps: ApiDeps = {
    database,
    hotline: line,
    now: () => new Date(office.at),
    urls: makeUrls('https://hotline.example'),
    limits: options.limits ?? { requests: 10_000, refusals: 10_000 },
    apiToken: options.token === null ? undefined : (options.token ?? TOKEN),
    carrier: carrierWith(recordings),
    storage: createDiskStorage('/nowhere'),
    log: Object.assign(log, { info: note, warn: note, error: note }),
  };
  const app = express().use('/api/v1', apiRoutes(deps));
  const calls = endpoints(deps);
  const office: Office = {
    database,
    deps,
    app,
    at: options.at ?? MONDAY_MORNING,
    logged,
    recordings,
    async get(path) {
      const reply = await request(app).get(`/api/v1${path}`).set('authorization', `Bearer ${TOKEN}`);
      return asDescribed(calls, 'get', path, reply);
    },
    async post(path, body, headers = {}) {
      const reply = await request(app)
        .post(`/api/v1${path}`)
        .set({ authorization: `Bearer ${TOKEN}`, ...headers })
        .send(body as object);
      return asDescribed(calls, 'post', path, reply);
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
  const pins = createPinHasher('a secret of this installation', { cost: 2 });
  const now = new Date(office.at);
  const { faults } = await importDirectory(database, SAMPLE, 'sample', { ...RULES, pins, now });
  expect(faults).toBeUndefined();
  return office;
}

/** Whatever is answered has to be what the description promises. */
function asDescribed(calls: AnyEndpoint[], method: string, path: string, reply: Reply): Reply {
  const call = calls.find((one) => one.method === method && matches(one, path));
  if (call) expect(statusesOf(call), `${method} ${path}`).toContain(String(reply.status));
  if (reply.status >= 400) {
    expect(reply.headers['content-type']).toContain('application/problem+json');
    problemSchema.parse(reply.body);
    expect(reply.body.status).toBe(reply.status);
    return reply;
  }
  expect(call?.answer.status).toBe(reply.status);
  const schema: z.ZodType | undefined = call?.answer.schema;
  schema?.parse(reply.body);
  return reply;
}

/** Every status that the description names for a call. */
function statusesOf(call: AnyEndpoint): string[] {
  const paths = describeApi([call]).paths as Record<string, Record<string, { responses: object }>>;
  return Object.keys(paths[call.path]?.[call.method]?.responses ?? {});
}

function matches({ path: pattern }: AnyEndpoint, path: string): boolean {
  const [asked = ''] = path.split('?');
  return new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(asked);
}

/** The API asks the carrier for nothing but recordings. */
function carrierWith(recordings: Map<string, string>): Carrier {
  const unexpected = () => Promise.reject(new Error('the API never does this'));
  return {
    startCall: unexpected,
    redirectCall: unexpected,
    callStatus: unexpected,
    endCall: unexpected,
    announce: unexpected,
    sendSms: unexpected,
    listCalls: unexpected,
    listRecordings: unexpected,
    listMessages: unexpected,
    listSentMessages: unexpected,
    async fetchRecording(sid) {
      const audio = recordings.get(sid);
      if (audio === 'outage') throw new HotlineError('carrier-unknown-outcome', 'no answer');
      if (audio === undefined) throw new HotlineError('not-found', 'no such recording');
      return { body: new Blob([audio]).stream(), contentType: 'audio/wav', bytes: audio.length };
    },
    forget: unexpected,
  };
}

/** A request of Erika Beispiel's, whose contract is in its term. */
export function aRequest(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    channel: 'portal',
    customer: '100234',
    contact: 'Erika Beispiel',
    severity: 2,
    kind: 'problem',
    description: 'The updates stopped on all gateways.',
    ...changes,
  };
}

/** @returns its number */
export async function anOpenTicket(office: Office, change: Record<string, unknown> = {}): Promise<string> {
  return (await office.post('/tickets', aRequest(change))).body.number;
}

/** A name as the carrier gives it. */
export const sid = (kind: string, name: number) => kind + String(name).padStart(32, '0');

/** A leg of Erika's call, as the store writes it. */
export async function aLeg(office: Office, name: number, change: Partial<NewCall> = {}) {
  const call = await insertCall(office.database, {
    sid: sid('CA', name),
    direction: 'inbound',
    party: 'caller',
    fromNumber: '+493023125101',
    toNumber: HOTLINE,
    status: 'completed',
    customerNumber: '100234',
    visit: {
      flow: 'caller',
      state: 'menu',
      number: 4,
      language: 'de',
      tries: {},
      vars: { 'customer-number': '100234' },
      preface: [],
    },
    startedAt: new Date(office.at),
    ...change,
  });
  if (!call) throw new Error('this leg is on record already');
  return call;
}
