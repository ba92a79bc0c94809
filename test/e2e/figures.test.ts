import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriersOn, COLOR_SCHEMES, hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Office, openConsole } from '../support/console.ts';
import { openSignedIn } from '../support/signed-in-page.ts';
import { criticalCase } from '../support/stories.ts';

/** Signing in computes a slow hash, and the machine may be busy. */
const PATIENCE = { timeout: 90_000 };

let browser: Browser;

beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

/** A supervisor before the figures of one ticket that was answered in time; whatever goes wrong is noted. */
async function openFigures(options: Parameters<Browser['newContext']>[0] = {}) {
  const office = await openConsole();
  await oneKept(office);
  return openSignedIn(browser, office, { to: '/figures', heading: /Figures|Kennzahlen/ }, options);
}

async function oneKept({ hotline }: Office): Promise<void> {
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A');
  await anna.sendSms(`D 4711 ${anna.code()} the licence ran out`);
  for (const phone of [erika, anna, supervisor]) phone.newSms();
}

const inkOf = (page: Page) =>
  page.evaluate(`getComputedStyle(document.querySelector('svg.chart text')).fill`);

describe.skipIf(!hasBrowser)('the figures in a browser', PATIENCE, () => {
  it.each(['en-GB', 'de-DE'])('can be read by everybody, on every screen, in %s', async (locale) => {
    await using seat = await openFigures({ locale });
    const { page, faults } = seat;
    for (const summary of await page.locator('.figure summary').all()) await summary.click();
    for (const colorScheme of COLOR_SCHEMES) {
      await page.emulateMedia({ colorScheme });
      expect(await barriersOn(page, colorScheme), colorScheme).toEqual([]);
    }
    for (const width of [390, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `${width}`).toBe(0);
    }
    expect(faults).toEqual([]);
  });

  it('are drawn in the colours of light and dark, and on paper in those of light', async () => {
    await using seat = await openFigures({ colorScheme: 'light' });
    const { page } = seat;
    const light = await inkOf(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await inkOf(page)).not.toBe(light);
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    expect(await inkOf(page)).toBe(light);
    expect(await page.getByRole('navigation', { name: 'Main menu' }).isVisible()).toBe(false);
    // what is folded away on a screen cannot be opened on paper
    expect(await page.getByRole('row', { name: '1 Critical' }).isVisible()).toBe(true);
  });

  it('are narrowed down by keyboard and without any script', async () => {
    await using seat = await openFigures({ javaScriptEnabled: false });
    const { page, faults } = seat;
    await page.getByText('1 of 1 ticket was answered in time.').waitFor();
    await page.getByRole('combobox', { name: 'Severity' }).focus();
    await page.keyboard.press('4');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('musterwerk');
    await page.keyboard.press('Enter');
    await page.getByText('No ticket was due.').waitFor();
    expect(new URL(page.url()).searchParams.get('customer')).toBe('musterwerk');
    await page.getByRole('link', { name: '90 days' }).click();
    expect(new URL(page.url()).searchParams.get('severity')).toBe('4');
    expect(faults).toEqual([]);
  });
});
