import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../../chaos/support/postgres-server.ts';
import { freePort } from '../../src/cli/free-port.ts';
import { readConfig } from '../../src/config.ts';
import { createPinHasher } from '../../src/directory/pin-hasher.ts';
import { type RunningService, startService } from '../../src/start.ts';
import { type Line, startLine } from '../support/carrier.ts';
import { rememberLog } from '../support/written-down.ts';

const SECRET = 'the-secret-key-of-the-tests';
const PINS = createPinHasher(SECRET, { cost: 2 });
const PETRA = { number: '+493023125301', pin: '904417' };
const ANNA = '+4915228817386';
/** What is due is done within this of the database's return, milliseconds; on a busy machine, too. */
const SOON = { timeout: 5_000, interval: 20 };
/** Until an outage is noticed. */
const NOTICED = { timeout: 15_000, interval: 50 };

const { log, lines } = rememberLog();
let folder: string;
let postgres: PostgresServer;
let service: RunningService;
let line: Line;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outage-'));
  postgres = await startPostgres(folder);
  line = await startLine();
  const port = String(await freePort());
  const config = readConfig({
    DATABASE_URL: postgres.url,
    SECRET_KEY: SECRET,
    DATA_DIR: folder,
    DIRECTORY_FILE: join(import.meta.dirname, '../support/directory.yaml'),
    HOST: '127.0.0.1',
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    METRICS_PORT: String(await freePort()),
    TWILIO_ACCOUNT_SID: line.accountSid,
    TWILIO_AUTH_TOKEN: line.authToken,
    TWILIO_API_BASE_URL: line.apiBaseUrl,
    HOTLINE_NUMBER: line.number,
  });
  service = await startService(config, log, { pins: PINS });
  line.connect(config.publicUrl);
}, 120_000);

afterAll(async () => {
  await service?.close();
  await line?.carrier.idle();
  await postgres?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const said = (text: string) => lines.filter((one) => one.includes(text));
const texts = () => line.carrier.texting.messages.filter(({ to }) => to === ANNA).length;
/** Whatever has left for an engineer's phone, written or spoken. */
const pagesAsked = () => {
  const { legs, texting } = line.carrier;
  const isPage = ({ to }: { to: string }) => to.startsWith('+491522881738');
  return (
    texting.messages.filter(isPage).length +
    legs.filter((leg) => leg.direction === 'outbound-api' && isPage({ to: leg.phone })).length
  );
};

/** A critical case, whose steps are due from now on, as often as somebody sets their timers to now. */
async function openCase({ number, pin }: { number: string; pin: string }): Promise<void> {
  const call = await line.phone(number).dial();
  await call.press(`${pin}#`);
  for (const key of ['1', '1', '1']) await call.press(key);
  expect(call.state).toBe('consent');
  await call.hangUp();
  await expect.poll(texts, SOON).toBeGreaterThan(0);
}

const ERIKA = { number: '+493023125101', pin: '471108' };
const GRACE = { number: '+493023125201', pin: '614020' };

test.each<[string, typeof ERIKA, () => Promise<unknown>, () => Promise<unknown>]>([
  ['frozen', ERIKA, () => postgres.freeze(), () => postgres.thaw()],
  ['killed', GRACE, () => postgres.kill(), () => postgres.start()],
])(
  'the database is %s for a while: one ERROR; what was due is done, and callers are served, soon after',
  async (_, customer, away, back) => {
    await openCase(customer);
    const { database } = service.app;
    const [{ at } = { at: new Date() }] = await database.query<{ at: Date }>(
      `update timers set due_at = now() + interval '2 seconds' where kind = 'escalate' returning due_at as at`,
    );
    const inTheMiddle = await line.phone(PETRA.number).dial();
    const told = pagesAsked();
    lines.length = 0;

    await away();
    const pressed = inTheMiddle.press(`${PETRA.pin}#`);
    await expect.poll(() => said('the database is away').length, NOTICED).toBe(1);
    await expect.poll(() => Date.now(), NOTICED).toBeGreaterThan(at.getTime() + 500);
    await back();

    await expect.poll(() => said('the database is well again').length, SOON).toBe(1);
    await expect.poll(pagesAsked, SOON).toBeGreaterThan(told);
    await pressed;
    const next = await line.phone(customer.number).dial();
    expect(next.waitsFor).toBe('keys');
    await next.hangUp();
    expect(inTheMiddle.heardInAll()).toContain('Einen Moment bitte');
    if (!inTheMiddle.over) await inTheMiddle.hangUp();
    expect(lines.filter((one) => one.includes('"level":50')).map((one) => JSON.parse(one).msg)).toEqual([
      expect.stringContaining('the database is away'),
    ]);
  },
  90_000,
);
