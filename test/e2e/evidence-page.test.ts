import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser as Chromium, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestTimeStamp } from '../../src/platform/time-stamp.ts';
import { makePage } from '../../src/web/evidence/make-page.ts';
import { barriersOnScreens, hasBrowser, launchBrowser } from '../support/browser.ts';
import { openHotline } from '../support/hotline.ts';
import { october, TOLD } from '../support/october.ts';
import { smallLedger } from '../support/small-ledger.ts';
import { openTimestampAuthority } from '../support/timestamp-authority.ts';

const PATIENCE = { timeout: 120_000 };

let browser: Chromium;
let folder: string;
beforeAll(async () => {
  if (!hasBrowser) return;
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  await writeFile(join(folder, 'page.html'), makePage().html);
});
afterAll(async () => {
  if (folder) await rm(folder, { recursive: true });
});

/** The page as a customer opens it from their disk, without a network; whatever it asks for is written down. */
async function openPage(locale = 'en-GB', url = pathToFileURL(join(folder, 'page.html')).href) {
  const context = await browser.newContext({ locale, timezoneId: 'Europe/Berlin' });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (line) => complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, asked, complaints, [Symbol.asyncDispose]: () => context.close() };
}

const asFile = (content: unknown, name = 'proof.json') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
});

/** What the page says once it has looked at a file. */
async function verdictOf(page: Page, ...files: ReturnType<typeof asFile>[]): Promise<string> {
  await page.evaluate(`document.getElementById('result').replaceChildren()`);
  await page.locator('#file').setInputFiles(files);
  await page.locator('#result h2').waitFor();
  return page.locator('#result').innerText();
}

describe.skipIf(!hasBrowser)('a customer opens the page from their disk', () => {
  it('drops in the file and the checkpoint they kept, and reads times and verdict', PATIENCE, async () => {
    await using open = await openPage();
    const { page, asked, complaints } = open;
    const { ledger, kept, proof } = october();
    await page.getByLabel('The key of the ledger').fill(ledger.key);
    const said = await verdictOf(page, asFile(proof()), asFile(kept, 'september.txt'));
    expect(said).toContain('The file holds\n');
    expect(said).toContain('Customer 100234, October 2026');
    expect(said).toContain('Nothing was rewritten since your checkpoint of 24 Nov 2026, 04:12:45.');
    expect(said).toContain('Facts 1 to 6 of this customer, without a gap.');
    expect(await page.getByRole('row', { name: /4711/ }).innerText()).toMatch(/5 Oct 2026, 11:12:00\s+kept/);
    expect(await page.getByRole('row', { name: /4712/ }).innerText()).toMatch(/missed by 4 min/);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H2');
    expect(complaints).toEqual([]);
    expect(asked.map((url) => new URL(url).protocol)).toEqual(['file:']);
  });

  it('reads it in German, and in English where their browser speaks neither', PATIENCE, async () => {
    await using german = await openPage('de-AT');
    const said = await verdictOf(german.page, asFile(october().proof()));
    expect(said).toContain('Die Datei stimmt nach ihrem eigenen Schlüssel');
    expect(said).toContain('Kunde 100234, Oktober 2026');
    await german.page.getByLabel('English').check();
    expect(await german.page.locator('#result').innerText()).toContain('The file holds, by its own key');
    await using italian = await openPage('it-IT');
    expect(await italian.page.getByRole('heading', { level: 1 }).innerText()).toBe('Check a proof file');
  });

  it('is told which ticket and which value was changed', PATIENCE, async () => {
    await using open = await openPage();
    const { proof } = october();
    const told = proof();
    Object.assign(told.tickets[1] ?? {}, { answeredAt: '2026-10-07T23:58:00.000Z' });
    const said = await verdictOf(open.page, asFile(told));
    expect(said).toContain('The file does not hold');
    expect(said).toContain(
      `Ticket 4712, “answered”: told is 2026-10-07T23:58:00.000Z, written down was ${TOLD[1]?.answeredAt}.`,
    );
  });

  it('is told of a changed byte, wherever it is', PATIENCE, async () => {
    await using open = await openPage();
    const { ledger, proof } = october();
    await open.page.getByLabel('The key of the ledger').fill(ledger.key);
    const bytes = Buffer.from(JSON.stringify(proof({ since: [] })));
    for (let at = 5; at < bytes.length; at += 61) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (bytes[at] as number) ^ 1;
      const said = await verdictOf(open.page, { ...asFile(''), buffer: flipped });
      expect(said, `byte ${at}`).toMatch(/The file does not hold|This could not be checked/);
    }
  });

  it('gets a plain sentence for each file that is none', PATIENCE, async () => {
    await using open = await openPage();
    const { ledger, proof } = october();
    const whole = JSON.stringify(proof());
    const sentences: [string | Buffer, string][] = [
      ['', 'The file is empty.'],
      ['Dear customer', 'it is not JSON'],
      [whole.slice(0, 900), 'The file is cut short'],
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'not a text file'],
      [whole.replace('hotline-proof/v1', 'hotline-proof/v9'), '“hotline-proof/v9”'],
      ['{}', 'no proof file of a hotline'],
    ];
    for (const [content, sentence] of sentences)
      expect(await verdictOf(open.page, { ...asFile(''), buffer: Buffer.from(content) })).toContain(sentence);
    // markup in a file stays text
    expect(await verdictOf(open.page, asFile('{"format":"<img src=x onerror=alert(1)>"}'))).toContain('<img');
    await open.page.getByLabel('The key of the ledger').fill(smallLedger('other.example.com').key);
    expect(await verdictOf(open.page, asFile(whole))).toContain('of another installation');
    await open.page.getByLabel('The key of the ledger').fill(smallLedger().key);
    expect(await verdictOf(open.page, asFile(whole))).toContain(
      `signed with another key than yours: ${ledger.key}`,
    );
    await open.page.getByLabel('The key of the ledger').fill('');
    ledger.write({ fields: { fact: 'ring', at: '2026-11-01T00:00:00.000Z' } });
    expect(await verdictOf(open.page, asFile(whole), asFile(ledger.checkpoint(), 'later.txt'))).toContain(
      'is newer than the file',
    );
  });

  it('is told which command helps where the browser cannot check signatures', PATIENCE, async () => {
    await using open = await openPage();
    await open.page.evaluate(
      `SubtleCrypto.prototype.importKey = async () => { throw new DOMException('no', 'NotSupportedError'); }`,
    );
    expect(await verdictOf(open.page, asFile(october().proof()))).toContain('hotline evidence verify FILE');
  });

  it.each(['rsa', 'P-256', 'P-384'] as const)(
    'reads what was checked of a time stamp, signed by %s, and that one which was changed is none',
    PATIENCE,
    async (method) => {
      await using authority = await openTimestampAuthority(method);
      await using open = await openPage();
      const { kept, proof } = october();
      const { at, reply } = await requestTimeStamp(authority.url, Buffer.from(kept));
      const stamp = {
        size: Number(kept.split('\n')[1]),
        authority: 'tsa.example.com',
        time: at.toISOString(),
        checkpoint: kept,
      };
      const stamped = (bytes: Buffer) =>
        asFile({ ...proof(), stamps: [{ ...stamp, reply: bytes.toString('base64') }] });
      const said = await verdictOf(open.page, stamped(reply));
      expect(said).toContain('signed by the certificate in it (“Time”)');
      expect(said).toContain('Who issued that certificate was not checked');
      const forged = Buffer.from(reply);
      forged[reply.length - 1] = (reply[reply.length - 1] as number) ^ 1;
      const wrong = await verdictOf(open.page, stamped(forged));
      expect(wrong).toContain('The time stamp of tsa.example.com is not signed by the certificate in it');
      expect(wrong).toContain('The file does not hold');
      expect(open.asked.map((url) => new URL(url).protocol)).toEqual(['file:']);
      expect(open.complaints).toEqual([]);
    },
  );

  it('meets no barriers, light and dark, on a phone and on paper', PATIENCE, async () => {
    await using open = await openPage();
    await verdictOf(open.page, asFile(october().proof()));
    await open.page.getByText('What happened: 2 facts').first().click();
    expect(await barriersOnScreens(open.page, [320, 390, 1280])).toEqual([]);
    await open.page.emulateMedia({ media: 'print' });
    expect(await open.page.locator('#file').isVisible()).toBe(false);
    expect(await open.page.getByRole('columnheader', { name: 'Promised by' }).isVisible()).toBe(true);
  });

  it('has a month of five hundred tickets checked in a moment', PATIENCE, async () => {
    await using open = await openPage();
    const ledger = smallLedger();
    const tickets = Array.from({ length: 500 }, (_, place) => ({ ...TOLD[0], number: String(4711 + place) }));
    for (const { number, openedAt, respondBy, answeredAt } of tickets) {
      const about = { fact: 'timeline', ticket: number, at: String(openedAt) };
      const said = {
        'detail.a': 'a',
        'detail.b': 'b',
        actor: 'Anna',
        'actor-id': 'anna',
        'actor-kind': 'engineer',
      };
      const promise = {
        'ticket.openedAt': String(openedAt),
        'ticket.respondBy': String(respondBy),
        'ticket.severity': '1',
      };
      ledger.write({ fields: { ...about, ...said, ...promise, kind: 'opened' } });
      for (const kind of ['page', 'page-result', 'acknowledged', 'call', 'call-ended', 'answered', 'closed'])
        ledger.write({ fields: { ...about, ...said, kind } });
      ledger.write({ fields: { fact: 'promise', ticket: number, 'ticket.answeredAt': String(answeredAt) } });
    }
    const file = asFile(ledger.proof({ customer: '100234', month: '2026-10' }, { tickets }));
    expect(await verdictOf(open.page, file)).toContain('500 tickets');
    const ms = Number(await open.page.locator('#result').getAttribute('data-ms'));
    // of the page's own clock, and with room for whoever else is at work on this machine
    expect(ms).toBeLessThan(10_000);
  });
});

describe.skipIf(!hasBrowser)('the service has the page', () => {
  it('for everybody, under its own policy, and to be saved', PATIENCE, async () => {
    await using hotline = await openHotline();
    await using open = await openPage('en-GB', `${hotline.url}/evidence`);
    expect(await verdictOf(open.page, asFile(october().proof()))).toContain('The file holds, by its own key');
    expect(open.complaints).toEqual([]);
    const [download] = await Promise.all([
      open.page.waitForEvent('download'),
      open.page.getByRole('link', { name: 'Save this page' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('hotline-evidence.html');
    const response = await fetch(`${hotline.url}/evidence`);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; .* frame-ancestors 'none'$/,
    );
    expect(await response.text()).toBe(makePage().html);
  });
});
