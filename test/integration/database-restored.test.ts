import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PROMISE_TEXTS } from '../../src/domain/messages/message.ts';
import { smsText } from '../../src/domain/messages/write-sms.ts';
import { bringBack, findLostTickets, leaveNumbersOut } from '../../src/domain/reconciliation/bring-back.ts';
import { lookedUpTo } from '../../src/domain/reconciliation/reconcile.ts';
import { readToldTickets } from '../../src/domain/reconciliation/told-tickets.ts';
import { dumpDatabase, openSession } from '../../src/platform/db/dump.ts';
import { removeEverything } from '../../src/platform/db/dump-store.ts';
import { restoreDatabase } from '../../src/platform/db/restore.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';

/** The database goes back to what it was; the carrier and the phones do not. */
async function dumpOf(hotline: Hotline): Promise<{ restore(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'restored-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'hotline.dump');
  await dumpDatabase(hotline.database.url, file, { now: new Date(), onTable: () => {} });
  return {
    async restore() {
      const client = await openSession(hotline.database.url);
      await removeEverything(client);
      // the service is stopped meanwhile
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name like 'priority-line%' and pid <> pg_backend_pid()`,
      );
      await client.end();
      await restoreDatabase(hotline.database.url, file, () => {});
    },
  };
}

const partsOf = ({ app }: Hotline) => ({
  database: app.database,
  carrier: app.carrier,
  hotline: app.hotline,
  log: app.log,
  now: () => new Date(),
});

async function critical(hotline: Hotline): Promise<void> {
  const call = await hotline.phones.erika.dial();
  for (const keys of ['471108#', '1', '1', '1', '1']) await call.press(keys);
  await call.record({ seconds: 12 });
  await call.press('1');
  await call.hangUp();
}

test('what a verified customer was promised since the dump is open again under its number', async () => {
  await using hotline = await openHotline();
  const dump = await dumpOf(hotline);
  await hotline.pass({ minutes: 5 });
  await critical(hotline);
  const before = await hotline.ticket('4711');
  await hotline.pass({ minutes: 2 });
  hotline.phones.erika.newSms();
  hotline.phones.anna.newSms();
  await dump.restore();
  expect(await hotline.tickets()).toEqual([]);

  const parts = partsOf(hotline);
  const span = { since: await lookedUpTo(hotline.database), until: new Date() };
  const { lost } = await findLostTickets(parts, span);
  expect(lost).toMatchObject([{ number: '4711', severity: 1, verified: true }]);
  const result = await bringBack(parts, span);
  expect(result).toMatchObject({ broughtBack: ['4711'], calls: 1, tickets: [] });
  expect(BigInt(result.nextNumber)).toBeGreaterThan(5_000n);

  const { openedAt, respondBy, customer, contact, callbackNumber, severity } = before;
  expect(await hotline.ticket('4711')).toMatchObject({
    status: 'open',
    verified: true,
    openedAt,
    respondBy,
    customer,
    contact,
    callbackNumber,
    severity,
  });
  // nothing twice
  expect(await bringBack(parts, span)).toMatchObject({ broughtBack: [], calls: 0 });
  expect(await hotline.tickets()).toHaveLength(1);
  await hotline.pass({ minutes: 1 });
  expect(hotline.phones.anna.newSms().join()).toContain('KRITISCH Ticket 4711 Musterwerk AG');
  await lookAway(hotline);
});

test('no number is given twice, with or without the carrier', async () => {
  await using hotline = await openHotline();
  const next = await leaveNumbersOut(hotline.database, []);
  expect(Number(next)).toBe(5_711);
  const told = {
    number: '70000',
    severity: 1,
    customerPhone: '',
    toldAt: new Date(),
    language: 'de',
    verified: true,
  };
  expect(Number(await leaveNumbersOut(hotline.database, [told]))).toBeGreaterThan(70_000);
  await critical(hotline);
  expect((await hotline.tickets()).map(({ number }) => Number(number) > 70_000)).toEqual([true]);
  hotline.phones.erika.newSms();
  hotline.phones.anna.newSms();
});

test('every text that names a ticket is read back in every language, and no other is', async () => {
  await using hotline = await openHotline();
  const { hotline: line } = hotline.app;
  const at = new Date();
  const vars = {
    severity: '3',
    'severity-caps': '3',
    round: '2',
    'respond-by': at.toISOString(),
    'customer-name': 'A (x) 4712 Ltd.',
    verified: 'yes',
  };
  const write = (language: string, text: string, number: string, verified = 'yes') => ({
    sid: number,
    from: '',
    to: '+49',
    body: smsText(line, language, text, { ...vars, verified, ticket: number }),
    sentAt: at,
  });
  for (const language of line.script.prompts.keys()) {
    const texts = PROMISE_TEXTS.map((text, index) => write(language, text, String(800 + index)));
    const others = ['callback-missed', 'taken', 'over'].map((text) => write(language, text, '900'));
    const pages = [write(language, 'page', '801'), write(language, 'page', '802', 'no')];
    const told = readToldTickets(line, [...texts, ...others, ...pages]);
    expect(told).toMatchObject([
      { number: '800', severity: 3, language, verified: false },
      { number: '801', severity: 3, language, verified: true },
      // told at a registered number, and yet nobody who was verified
      { number: '802', severity: 3, language, verified: false },
      { number: '803', language, verified: false },
    ]);
  }
});
