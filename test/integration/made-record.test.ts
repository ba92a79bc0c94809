import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Ground, makeCustomer } from '../../src/cli/seed/made-customers.ts';
import { makeRecord } from '../../src/cli/seed/make-record.ts';
import { SAMPLE_DIRECTORY } from '../../src/domain/directory-entry/sample-directory.ts';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { ledgerOf } from '../../src/domain/evidence/log-keys.ts';
import { verifyProof } from '../../src/domain/evidence/verify-proof.ts';
import { enterTimelines } from '../../src/domain/proofs/enter-timelines.ts';
import { exportProof } from '../../src/domain/proofs/export-proof.ts';
import { deleteWorker, insertWorker } from '../../src/worker/presence-store.ts';
import { findForgotten } from '../../src/worker/watchdog/invariant-store.ts';
import { openConsole } from '../support/console.ts';
import { freshDatabase } from '../support/database.ts';
import { hotline } from '../support/hotline-command.ts';

const AMOUNTS = { calls: 130, tickets: 30, open: 10, customers: 5 };
const LINE = '+493023125999';
const SUNDAY_NIGHT = new Date('2026-11-29T22:40:00Z');

test('a made-up year can be looked at like a real one, and nothing in it is forgotten', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const shares: number[] = [];
  const making = { line: LINE, now: new Date(), tell: (share: number) => shares.push(share) };
  await makeRecord(database, AMOUNTS, making);
  expect(shares.at(-1)).toBe(1);
  const [counts] = await database.query(
    `select (select count(*)::int from calls) as calls, (select count(*)::int from tickets) as tickets,
       (select count(*)::int from tickets where status in ('open', 'acknowledged')) as open,
       (select count(distinct customer_number)::int from contacts where customer_number >= '500000') as customers`,
  );
  expect(counts).toEqual(AMOUNTS);
  expect(await findForgotten(database)).toEqual([]);

  const browser = await office.as('supervisor');
  expect((await browser.get('/')).text.match(/id="case-/g)).toHaveLength(AMOUNTS.open);
  expect((await browser.get('/calls')).status).toBe(200);
  for (const { path } of await database.query<{ path: string }>(
    `select '/tickets/' || number as path from tickets union all select '/calls/' || sid from calls`,
  )) {
    expect((await browser.get(path)).status, path).toBe(200);
  }
  await expect(makeRecord(database, AMOUNTS, making)).rejects.toMatchObject({ code: 'bad-input' });
}, 60_000);

test('a month of it is proven like a real one, with its rings and PINs', async () => {
  await using office = await openConsole();
  const { database: record } = office.hotline;
  const now = new Date();
  await makeRecord(record, AMOUNTS, { line: LINE, now, tell: () => {} });
  while (await enterTimelines(record, now));
  await growLog(
    record,
    ledgerOf({ secretKey: 'a key of sixteen characters', publicUrl: 'http://x.example' }),
    {
      now,
      isUrgent: true,
    },
  );
  const [rings] = await record.query(
    `select count(*)::int as made, (select count(*)::int from calls where party = 'caller') as rung
     from ledger_leaves where fact = 'ring'`,
  );
  expect(rings?.made).toBe(rings?.rung);
  const [busiest] = await record.query<{ customer: string; month: string }>(
    `select customer_number as customer, to_char(opened_at at time zone 'utc', 'YYYY-MM') as month from tickets
     where verified and channel = 'phone' group by 1, 2 order by count(*) desc, 1, 2 limit 1`,
  );
  const { customer = '', month = '' } = busiest ?? {};
  const from = new Date(`${month}-01T00:00:00Z`);
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  const file = await exportProof(record, { customer, month, from, until });
  expect(verifyProof(JSON.stringify(file)).faults).toEqual([]);
  const kinds = new Set(file.entries.map(({ fields }) => fields.fact?.[0]));
  const whole = ['timeline', 'promise', 'ring', 'verification'];
  expect([...kinds]).toEqual(expect.arrayContaining(whole));
  const [{ ticket = '' } = {}] = await record.query<{ ticket: string }>(
    "select min(number)::text as ticket from tickets where verified and channel = 'phone'",
  );
  const single = await exportProof(record, { ticket });
  expect(verifyProof(JSON.stringify(single)).faults).toEqual([]);
  const ofTicket = single.entries.map(({ fields }) => fields.fact?.[0] ?? '');
  expect(ofTicket).toEqual(expect.arrayContaining(whole));
  expect(ofTicket.filter((fact) => fact === 'ring')).toHaveLength(1);
}, 60_000);

test('of a year that was made up on a Sunday night nothing lies in the week ahead', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  await makeRecord(database, { ...AMOUNTS, open: 25 }, { line: LINE, now: SUNDAY_NIGHT, tell: () => {} });
  const ahead = await database.query(
    `select 'page' as what, sent_at as at from pages where sent_at > $1 or ended_at > $1
     union all select 'event', at from ticket_events where at > $1
     union all select 'call', started_at from calls where started_at > $1
     union all select 'message', created_at from messages where created_at > $1
     union all select 'acknowledged', acknowledged_at from tickets where acknowledged_at > $1 or answered_at > $1
     union all select 'attempt', started_at from callback_attempts where started_at > $1 or ended_at > $1`,
    [SUNDAY_NIGHT],
  );
  expect(ahead).toEqual([]);
}, 60_000);

test('the same amounts make the same record', async () => {
  const record = async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    await makeRecord(database, AMOUNTS, { line: LINE, now: SUNDAY_NIGHT, tell: () => {} });
    return Promise.all([
      database.query('select * from tickets order by number'),
      database.query('select * from calls order by id'),
      database.query('select ticket_number, at, kind, actor, detail from ticket_events order by id'),
    ]);
  };
  expect(await record()).toEqual(await record());
}, 60_000);

test('nothing is made up beside a real record', async () => {
  await using database = await freshDatabase();
  const env = { DATABASE_URL: database.url, SECRET_KEY: 'a key of sixteen characters' };
  const carrier = {
    TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'token',
    HOTLINE_NUMBER: LINE,
  };
  const seed = ['practice', 'seed', '--calls', '8', '--tickets', '2', '--open', '1', '--customers', '1'];
  const refused = await hotline(seed, { env: { ...env, ...carrier } });
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('A carrier is configured') });
  expect((await hotline([...seed, '--open', '3'], { env })).code).toBe(2);
  expect((await hotline([...seed, '--calls', '1'], { env })).code).toBe(2);
  expect((await hotline([...seed, '--calls', '-1'], { env })).code).toBe(2);

  const worker = randomUUID();
  await insertWorker(database, worker);
  const served = await hotline(seed, { env });
  expect(served).toMatchObject({ code: 1, err: expect.stringContaining('A service runs on this database') });
  await deleteWorker(database, worker);

  const made = await hotline([...seed, '--json'], { env });
  expect(JSON.parse(made.out)).toMatchObject({ calls: 8, tickets: 2, open: 1, customers: 1 });
  const again = await hotline(seed, { env });
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('has calls or tickets already') });
}, 60_000);

test('nobody who was made up has the phone of an engineer, a supervisor or a contact of the sample', async () => {
  const known = new Set(readFileSync(SAMPLE_DIRECTORY, 'utf8').match(/\+49\d+|030 23125-\d+/g));
  const numbers = [...known].map((number) => number.replace(/^0(.*)-/, '+49$1').replaceAll(' ', ''));
  const ground: Ground = { plans: ['enhanced'], calendars: ['berlin'], engineers: ['anna'] };
  const made = Array.from({ length: 3_000 }, (_, index) => makeCustomer(index, ground)).flatMap(
    ({ contacts }) => contacts.map(({ phone }) => phone),
  );
  expect(numbers).toContain('+493023125017');
  expect(made.filter((phone) => numbers.includes(phone) || phone === LINE)).toEqual([]);
});
