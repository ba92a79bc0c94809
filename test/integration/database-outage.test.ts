import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../../chaos/support/postgres-server.ts';
import { type OwnService, openService } from '../support/own-service.ts';

const ERIKA = { number: '+493023125101', pin: '471108' };
const GRACE = { number: '+493023125201', pin: '614020' };
const PETRA = { number: '+493023125301', pin: '904417' };
/** What is due is done within this of the database's return, milliseconds; on a busy machine, too. */
const SOON = { timeout: 5_000, interval: 20 };
/** Until an outage is noticed. */
const NOTICED = { timeout: 15_000, interval: 50 };

let folder: string;
let postgres: PostgresServer;
let own: OwnService;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outage-'));
  postgres = await startPostgres(folder);
  own = await openService(postgres.url);
}, 120_000);

afterAll(async () => {
  await own?.[Symbol.asyncDispose]();
  await postgres?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const said = (text: string) => own.logged().filter(({ msg }) => msg.includes(text)).length;

/** Whatever has left for an engineer's phone, written or spoken. */
const pagesAsked = () => {
  const { legs, texting } = own.line.carrier;
  const isPage = ({ to }: { to: string }) => to.startsWith('+491522881738');
  const rings = legs.filter((leg) => leg.direction === 'outbound-api' && isPage({ to: leg.phone }));
  return texting.messages.filter(isPage).length + rings.length;
};

async function openCase({ number, pin }: typeof ERIKA): Promise<void> {
  const before = pagesAsked();
  const call = await own.line.phone(number).dial();
  await call.press(`${pin}#`);
  for (const key of ['1', '1', '1']) await call.press(key);
  expect(call.state).toBe('consent');
  await call.hangUp();
  await expect.poll(pagesAsked, SOON).toBeGreaterThan(before);
}

test.each<[string, typeof ERIKA, () => Promise<unknown>, () => Promise<unknown>]>([
  ['frozen', ERIKA, () => postgres.freeze(), () => postgres.thaw()],
  ['killed', GRACE, () => postgres.kill(), () => postgres.start()],
])(
  'the database is %s for a while: one ERROR; what was due is done, and callers are served, soon after',
  async (_, customer, away, back) => {
    await openCase(customer);
    const { database } = own.service.app;
    const [{ at } = { at: new Date() }] = await database.query<{ at: Date }>(
      `update timers set due_at = now() + interval '2 seconds' where kind = 'escalate' returning due_at as at`,
    );
    const inTheMiddle = await own.line.phone(PETRA.number).dial();
    const told = pagesAsked();
    own.forgetLog();

    await away();
    const pressed = inTheMiddle.press(`${PETRA.pin}#`);
    await expect.poll(() => said('the database is not reachable'), NOTICED).toBe(1);
    await expect.poll(() => Date.now(), NOTICED).toBeGreaterThan(at.getTime() + 500);
    // one that is back sooner would be waited for without a word
    await expect.poll(() => inTheMiddle.heardInAll(), NOTICED).toContain('Einen Moment bitte');
    await back();

    await expect.poll(() => said('the database is back'), SOON).toBe(1);
    await expect.poll(pagesAsked, SOON).toBeGreaterThan(told);
    await pressed;
    const next = await own.line.phone(customer.number).dial();
    expect(next.waitsFor).toBe('keys');
    await next.hangUp();
    expect(inTheMiddle.heardInAll()).toContain('Einen Moment bitte');
    if (!inTheMiddle.over) await inTheMiddle.hangUp();
    expect(own.logged().filter(({ level }) => level >= 50)).toHaveLength(1);
  },
  90_000,
);
