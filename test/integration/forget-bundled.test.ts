import { Duration } from 'luxon';
import { expect, onTestFinished, test, vi } from 'vitest';
import { erasePerson } from '../../src/domain/privacy/erase-person.ts';
import { findPerson } from '../../src/domain/privacy/person.ts';
import { forgetDue } from '../../src/domain/privacy/retention-store.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

const PHONES = { '4711': '+493023125101', '4712': '+493023125201' } as const;

interface Bundle {
  /** whose page carried the other one */
  carrier: keyof typeof PHONES;
  carried: keyof typeof PHONES;
}

/** Erika's and Grace's tickets reach Anna in one text; what comes of them is another story. */
async function pagedInOneText(): Promise<Bundle & { hotline: Hotline }> {
  const hotline = await openHotline();
  onTestFinished(() => hotline.close());
  const { erika, grace, anna } = hotline.phones;
  hotline.line.failNext({ path: 'Messages', times: 40, failure: 429 });
  await openCase(erika, { pin: ERIKA_PIN, severity: 2 });
  await openCase(grace, { pin: GRACE_PIN, severity: 2 });
  await hotline.pass({ seconds: 20 });
  hotline.line.carrier.faultiness.forget();
  const [bundle] = await hotline.database.query<Bundle>(
    `select carrier.ticket_number as carrier, carried.ticket_number as carried
     from messages carried join messages carrier on carrier.id = carried.bundled_into`,
  );
  if (!bundle) throw new Error('each page is a text of its own');
  await hotline.pass({ seconds: 40 });
  expect(anna.newSms()[0]).toMatch(/471[12].*\n?.*471[12]/s);
  return { ...bundle, hotline };
}

async function end(hotline: Hotline, ticket: string): Promise<void> {
  await hotline.api(`/tickets/${ticket}/answer`, { by: 'anna', text: 'Please restart the server.' });
  await hotline.api(`/tickets/${ticket}/close`, { by: 'anna' });
}

const pagesOf = async (database: Database, ticket: string) =>
  (await database.query('select from messages where ticket_number = $1 and page_id is not null', [ticket]))
    .length;

test('a page that carried another ticket’s is forgotten at its time, though the other one is still open', async () => {
  const { hotline, carrier, carried } = await pagedInOneText();
  const { database } = hotline;
  await end(hotline, carrier);
  const forget = (now: Date) => {
    const period = Duration.fromISO('P1D').toMillis();
    return database.transaction((tx) =>
      forgetDue(tx, 'messages', { end: new Date(now.getTime() - period), now, limit: 200 }),
    );
  };
  expect(await forget(new Date(Date.now() + 2 * 86_400_000))).toBeGreaterThan(0);
  expect(await pagesOf(database, carrier)).toBe(0);
  expect(await pagesOf(database, carried)).toBeGreaterThan(0);
});

test('pages that went out as one are forgotten one by one, the one that carried the other first', async () => {
  const { hotline, carrier, carried } = await pagedInOneText();
  const { database } = hotline;
  for (const ticket of [carrier, carried]) await end(hotline, ticket);
  await database.query(
    `update messages set created_at = '2026-01-01' where id in (select bundled_into from messages)`,
  );
  const now = new Date();
  const forget = (limit: number) =>
    database.transaction((tx) => forgetDue(tx, 'messages', { end: now, now, limit }));
  expect(await forget(1)).toBe(1);
});

test('a person is erased, though a text about their ticket paged for somebody else’s, too', async () => {
  const { hotline, carrier, carried } = await pagedInOneText();
  const { database } = hotline;
  await end(hotline, carrier);
  vi.setSystemTime(Date.now() + 86_400_000);
  const found = await findPerson(database, { number: PHONES[carrier] });
  if (!('person' in found)) throw new Error(found.refused);
  const how = { by: OPERATOR, closeOpen: false, pins: hotline.app.pins };
  const erasure = await database.transaction((tx) => erasePerson({ tx, now: new Date() }, found.person, how));
  expect(erasure).toMatchObject({ erased: { tickets: 1 } });
  expect(await pagesOf(database, carried)).toBeGreaterThan(0);
});
