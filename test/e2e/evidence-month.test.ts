import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DateTime } from 'luxon';
import type { Browser as Chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRecord } from '../../src/cli/seed/make-record.ts';
import { createPinHasher } from '../../src/domain/customers/pin-hasher.ts';
import { growLog } from '../../src/domain/evidence/grow-log.ts';
import { ledgerOf } from '../../src/domain/evidence/log-keys.ts';
import { erasePerson } from '../../src/domain/privacy/erase-person.ts';
import { findPerson } from '../../src/domain/privacy/person.ts';
import { closeMonths } from '../../src/domain/proofs/close-months.ts';
import { enterTimelines } from '../../src/domain/proofs/enter-timelines.ts';
import { OPERATOR } from '../../src/domain/users/operator.ts';
import { makePage } from '../../src/web/evidence/make-page.ts';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { buildEvidenceProgram, type EvidenceProgram, hasGo } from '../support/evidence-program.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { hotline as command } from '../support/hotline-command.ts';

const SECRET_KEY = 'the-secret-key-of-the-tests';
const LEDGER = ledgerOf({ secretKey: SECRET_KEY, publicUrl: 'http://hotline.example' });
const MONTH = '2026-10';
const PATIENCE = { timeout: 180_000 };

let browser: Chromium;
let program: EvidenceProgram;
let folder: string;
beforeAll(async () => {
  if (!hasBrowser || !hasGo) return;
  browser = await launchBrowser();
  program = await buildEvidenceProgram();
  folder = await mkdtemp(join(tmpdir(), 'evidence-month-'));
  await writeFile(join(folder, 'page.html'), makePage().html);
}, 60_000);
afterAll(async () => {
  await program?.[Symbol.asyncDispose]();
  if (folder) await rm(folder, { recursive: true });
});

/** A year that never was, its facts in the ledger, and October closed. */
async function liveThroughYear({ database }: Hotline): Promise<void> {
  const october = new Date('2026-10-31T22:00:00+01:00');
  const making = { line: '+493023125099', now: october, tell: () => {} };
  await makeRecord(database, { calls: 300, tickets: 300, open: 0, customers: 5 }, making);
  const later = new Date('2026-10-31T23:00:00+01:00');
  while (await enterTimelines(database, later));
  await growLog(database, LEDGER, { now: later, isUrgent: true });
  await closeMonths(database, later);
  const november = new Date('2026-11-01T02:00:00+01:00');
  await closeMonths(database, november);
  await growLog(database, LEDGER, { now: november, isUrgent: true });
}

/** The customer with the most tickets in October. */
async function busiest({ database }: Hotline): Promise<string> {
  const from = DateTime.fromISO(`${MONTH}-01`, { zone: 'Europe/Berlin' }).toJSDate();
  const [row] = await database.query<{ number: string }>(
    `select customer_number as number from tickets where opened_at >= $1 group by 1 order by count(*) desc, 1 limit 1`,
    [from],
  );
  return row?.number ?? '';
}

/** What the command, the page and the program say of the month as it stands on record. */
async function askAll({ database }: Hotline, customer: string, key?: string) {
  const file = join(folder, 'proof.json');
  const env = { DATABASE_URL: database.url, SECRET_KEY };
  const wanted = ['--customer', customer, '--month', MONTH, '--output', file];
  const exported = await command(['evidence', 'export', ...wanted], { env });
  expect(exported.err).toBe('');
  const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
  await page.goto(pathToFileURL(join(folder, 'page.html')).href);
  await page.locator('#file').setInputFiles(file);
  await page.locator('#result h2').waitFor();
  const onPage = await page.locator('#result').innerText();
  const text = await page.evaluate('document.title');
  expect(text).toBe('Check a proof file');
  await page.close();
  const { readFile } = await import('node:fs/promises');
  const proof = await readFile(file, 'utf8');
  const known = key ?? (JSON.parse(proof) as { key: string }).key;
  const verified = await command(['evidence', 'verify', file, '--key', known]);
  return { exported, verified, onPage, byOthers: await program.check(proof, known), key: known };
}

describe.skipIf(!hasBrowser || !hasGo)('October of a year that never was', () => {
  it(
    'holds for the command, the page and the program; a time that is changed by hand is found by each',
    PATIENCE,
    async () => {
      await using hotline = await openHotline({ at: '2026-11-02T10:00:00+01:00' });
      await liveThroughYear(hotline);
      const customer = await busiest(hotline);
      const { database } = hotline;
      const before = await askAll(hotline, customer);
      expect(before.verified).toMatchObject({ code: 0, out: expect.stringContaining('The file holds') });
      expect(before.verified.out).not.toContain('not closed');
      expect(before.onPage).toMatch(
        /The month was closed with \d+ facts from number \d+ on, and \d+ tickets/,
      );
      expect(before.byOthers).toMatch(/^closed: month 2026-10 with \d+ facts and \d+ tickets\nholds: /);

      const [late] = await database.query<{ number: string }>(
        `update tickets set answered_at = answered_at - interval '40 minutes', missed_at = missed_at where number = (
         select number from tickets where customer_number = $1 and opened_at >= '2026-10-01' and answered_at is not null
         order by number limit 1) returning number`,
        [customer],
      );
      const told = await askAll(hotline, customer);
      expect(told.exported.code).toBe(1);
      expect(told.verified.out).toContain(`Ticket ${late?.number}: the file tells answeredAt`);
      expect(told.onPage).toContain(`Ticket ${late?.number}, “answered”: told is`);
      expect(told.byOthers).toContain(`refused: ticket ${late?.number}: told is answeredAt`);

      await database.query(
        `update ticket_events set at = at - interval '40 minutes' where ticket_number = $1 and kind = 'answered'`,
        [late?.number],
      );
      const forged = await askAll(hotline, customer);
      expect(forged.verified.out).toContain(`(ticket ${late?.number}, answered) is not what was written`);
      expect(forged.onPage).toContain(`“answered” of ticket ${late?.number}`);
      expect(forged.byOthers).toMatch(/^refused: entry \d+ is not in the tree/);
    },
  );

  it('holds as before when a person was erased, and names them nowhere', PATIENCE, async () => {
    await using hotline = await openHotline({ at: '2026-11-02T10:00:00+01:00' });
    await liveThroughYear(hotline);
    const customer = await busiest(hotline);
    const { database } = hotline;
    const { key } = await askAll(hotline, customer);
    const [contact] = await database.query<{ id: string; name: string }>(
      `select contacts.id, name from contacts join tickets on contact_id = contacts.id where tickets.customer_number = $1 limit 1`,
      [customer],
    );
    const found = await findPerson(database, { contact: contact?.id ?? '' });
    if (!('person' in found)) throw new Error('there is nobody');
    const pins = createPinHasher(SECRET_KEY, { cost: 2 });
    const how = { by: OPERATOR, closeOpen: true, pins };
    await database.transaction((tx) => erasePerson({ tx, now: new Date() }, found.person, how));
    const after = await askAll(hotline, customer, key);
    expect(after.verified).toMatchObject({ code: 0, out: expect.stringContaining('The file holds') });
    expect(after.onPage).toContain('The file holds, by its own key');
    expect(after.byOthers).toContain('holds: ');
    expect(after.onPage).not.toContain(contact?.name);
  });
});
