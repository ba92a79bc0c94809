import type { Browser as Chromium, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriersOnScreens, hasBrowser, launchBrowser } from '../support/browser.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import { openCase } from '../support/stories.ts';

const PATIENCE = { timeout: 150_000 };

let browser: Chromium;

beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

/** A supervisor at a console whose directory is still empty. */
async function openNewHouse(options: Parameters<Chromium['newContext']>[0] = {}) {
  const office = await openConsole({ directory: () => '{}' });
  const { url } = office.hotline;
  const signedIn = await office.as('supervisor');
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  await context.addCookies([{ name: 'session', value: signedIn.cookies.get('session') ?? '', url }]);
  const faults: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  const page = await context.newPage();
  return {
    office,
    page,
    url,
    faults,
    async [Symbol.asyncDispose]() {
      await context.close();
      await office[Symbol.asyncDispose]();
    },
  };
}

async function barriers(page: Page): Promise<string[]> {
  const found = await barriersOnScreens(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
}

describe.skipIf(!hasBrowser)('a supervisor’s first day', PATIENCE, () => {
  it('leads from an empty directory to a first ticket, and never out of the browser', async () => {
    await using house = await openNewHouse();
    const { office, page, url, faults } = house;
    // what is saved leads on: nobody goes back to the list
    const next = (name: string) => page.getByRole('link', { name: `Next: ${name}` }).click();
    await page.goto(url);
    await page.getByText(/no ticket can be opened before there is a calendar and a plan/).waitFor();
    expect(await page.locator('#verdict').textContent()).toBe('No ticket can be opened yet');
    await page.getByRole('link', { name: /First steps: 9 steps left/ }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('First steps');

    await page.getByRole('link', { name: 'Enter phones' }).click();
    expect(await page.getByRole('link', { name: /Next/ }).count()).toBe(0);
    await page.getByLabel('Phone 1', { exact: true }).fill('030 23125 000');
    await page.getByLabel('Name of phone 1').fill('Control room');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();

    await next('Add an engineer');
    await page.getByLabel('Name', { exact: true }).fill('Anna Weber');
    await page.getByLabel('Phones').fill('+49 1522 8817386');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.waitForURL(/engineers\/anna-weber/);

    await next('Add a schedule');
    await page.getByLabel('Name', { exact: true }).fill('First line');
    await page.getByLabel('Person 1 (Layer 1)').selectOption({ label: 'Anna Weber' });
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    await page.waitForURL(/schedules\/first-line/);
    expect(await page.getByText('Anna Weber is on call now.').count()).toBe(1);

    await next('Add an escalation policy');
    await page.getByLabel('Name', { exact: true }).fill('Front line');
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    await page.waitForURL(/escalations\/front-line/);
    await page.getByText('whoever is on call in “First line”').first().waitFor();

    await next('Add a calendar');
    await page.getByLabel('Name', { exact: true }).fill('München');
    await page.getByLabel('Holidays in').selectOption({ value: 'DE-BY' });
    await page.getByLabel('Friday').fill('9-15');
    await page.getByLabel('Closed on').fill('24.12.2026\n31 December 2026');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/calendars\/muenchen/);

    await next('Add a plan');
    await page.getByLabel('Name', { exact: true }).fill('Enhanced Support');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/plans\/enhanced-support/);
    expect(await page.getByRole('link', { name: 'Front line' }).count()).toBe(2);

    await next('Add a customer');
    await page.getByLabel('Customer number').fill('100234');
    await page.getByLabel('Name', { exact: true }).fill('Musterwerk AG');
    await page.getByLabel('Valid until').fill('2027-12-31');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/customers\/100234/);

    await page.getByRole('link', { name: 'Free' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill('Erika Beispiel');
    await page.getByLabel('Phone numbers').fill('030 23125-101');
    await page.getByRole('button', { name: /Give the seat/ }).click();
    const pin = (await page.locator('.code').textContent()) ?? '';
    expect(pin).toMatch(/^\d{6}$/);
    expect(await page.getByText(/earlier PIN/).count()).toBe(0);
    await page.getByRole('link', { name: 'I have passed it on' }).click();
    await next('To the board');

    const { erika, anna } = office.hotline.phones;
    const call = await openCase(erika, { pin, severity: 1 });
    await call.press('2');
    expect(anna.newSms()).toHaveLength(1);
    await page.goto(`${url}/first-steps`);
    expect(await page.getByText('The hotline is ready.').count()).toBe(1);
    await page.goto(url);
    expect(await page.getByText('Musterwerk AG').count()).toBeGreaterThan(0);
    expect(await page.getByRole('link', { name: /First steps/ }).count()).toBe(0);
    expect(faults).toEqual([]);
    await lookAway(office.hotline);
  });

  it.each(['en-GB', 'de-DE'])('reads well on every screen, in %s', async (locale) => {
    await using house = await openNewHouse({ locale });
    const { page, url } = house;
    for (const path of [
      '/first-steps',
      '/registry',
      '/registry/supervisors',
      '/registry/engineers/new',
      '/registry/new/schedules',
      '/registry/new/escalations',
      '/registry/new/calendars',
      '/registry/new/plans',
    ]) {
      await page.goto(url + path);
      expect(await barriers(page), path).toEqual([]);
    }
  });
});
