import { join } from 'node:path';
import type { Browser as Chromium, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeTicket } from '../../src/domain/tickets/ticket-store.ts';
import {
  barriersOn,
  COLOR_SCHEMES,
  excessWidth,
  hasBrowser,
  launchBrowser,
  WIDTHS,
} from '../support/browser.ts';
import { type Office, openConsole, PASSWORD } from '../support/console.ts';
import { describedCase } from '../support/stories.ts';

const PATIENCE = { timeout: 120_000 };
/** A folder that screenshots are left in, for whoever wants to look. */
const SHOTS = process.env.SCREENSHOTS;

let browser: Chromium;

beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

/** The console with a described case, an administrator in it, and a browser that takes note of every fault. */
async function openBrowser(options: Parameters<Chromium['newContext']>[0] = {}) {
  const office = await openConsole();
  const { hotline } = office;
  const sid = await describedCase(hotline, 6);
  const { number } = await hotline.ticket();
  const transcript = 'Seit acht Uhr starten die Gateways in Werk zwei nicht mehr. Die Produktion steht.';
  await changeTicket(hotline.database, number, { transcript });
  for (const phone of Object.values(hotline.phones)) phone.newSms();
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const faults: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  const page = await context.newPage();
  await enter(page, office);
  const [call] = await hotline.database.query<{ sid: string }>(
    `select sid from calls where party = 'caller'`,
  );
  return {
    office,
    page,
    faults,
    sid,
    ticketPath: `${hotline.url}/tickets/${number}`,
    callPath: `${hotline.url}/calls/${call?.sid}`,
    privacyPath: `${hotline.url}/privacy`,
    async [Symbol.asyncDispose]() {
      await context.close();
      await office[Symbol.asyncDispose]();
    },
  };
}

async function enter(page: Page, { hotline }: Office): Promise<void> {
  await page.goto(`${hotline.url}/sign-in`);
  await page.getByLabel(/Login|Benutzername/).fill('administrator');
  await page.getByLabel(/Password|Passwort/).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Live board|Übersicht/ }).waitFor();
}

/** What axe finds wrong on the page that is shown, in light and dark, and where it is too wide. */
async function barriers(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of COLOR_SCHEMES) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await barriersOn(page, colorScheme)));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      if ((await excessWidth(page)) > 0) found.push(`wider than ${width}`);
      if (SHOTS)
        await page.screenshot({ path: join(SHOTS, `${name}-${colorScheme}-${width}.png`), fullPage: true });
    }
  }
  return found;
}

describe.skipIf(!hasBrowser)('recordings and privacy in a browser', PATIENCE, () => {
  it.each([
    ['en-GB', 'Look up', 'en'],
    ['de-DE', 'Nachschlagen', 'de'],
  ])('can be used by everybody, on every screen, in %s', async (locale, lookUp, language) => {
    await using seat = await openBrowser({ locale });
    const { page, faults } = seat;
    for (const [name, path] of [
      ['ticket', seat.ticketPath],
      ['call', seat.callPath],
      ['privacy', seat.privacyPath],
    ] as const) {
      await page.goto(path);
      expect(await barriers(page, `${name}-${language}`), name).toEqual([]);
    }
    await page.getByRole('textbox').fill('Erika');
    await page.getByRole('button', { name: lookUp }).click();
    await page.getByRole('heading', { level: 1, name: 'Erika Beispiel' }).waitFor();
    expect(await barriers(page, `person-${language}`)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('plays from our own storage, and goes where the wave is clicked', async () => {
    await using seat = await openBrowser();
    const { page, faults, office } = seat;
    await page.goto(seat.ticketPath);
    await page.locator('.player .wave').click({ position: { x: 150, y: 20 } });
    const told = (what: string) => page.evaluate(`document.querySelector('audio').${what}`).then(Number);
    await expect.poll(() => told('duration'), { timeout: 15_000 }).toBeCloseTo(6, 1);
    await expect.poll(() => told('currentTime'), { timeout: 15_000 }).toBeGreaterThan(2);
    await expect
      .poll(() => page.locator('.wave rect').getAttribute('width').then(Number), { timeout: 5_000 })
      .toBeGreaterThan(10);
    const [entry] = await office.hotline.database.query(
      `select subject from audit_entries where action = 'listened'`,
    );
    expect(entry).toEqual({ subject: seat.sid });
    expect(faults).toEqual([]);
  });

  it('shows player, wave and transcript without any script', async () => {
    await using seat = await openBrowser({ javaScriptEnabled: false });
    const { page } = seat;
    await page.goto(seat.ticketPath);
    expect(await page.locator('audio').getAttribute('src')).toBe(`/recordings/${seat.sid}`);
    expect(await page.locator('.wave').isVisible()).toBe(true);
    expect(await page.getByText('Die Produktion steht').isVisible()).toBe(true);
  });
});
