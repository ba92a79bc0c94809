import type { Browser as Chromium, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/users/user.ts';
import { barriersOnScreens, hasBrowser, launchBrowser } from '../support/browser.ts';
import { openConsole, PASSWORD } from '../support/console.ts';
import { noteFaults } from '../support/note-faults.ts';

/** Signing in computes a slow hash, and the machine may be busy. */
const PATIENCE = { timeout: 300_000 };

const PAGES = [
  '/registry',
  '/registry/customers',
  '/registry/customers/new',
  '/registry/customers/100234',
  '/registry/customers/100234/edit',
  '/registry/customers/100234/retire',
  '/registry/customers/100234/seats/1',
  '/registry/customers/100234/seats/2',
  '/registry/customers/100234/seats/3',
  '/registry/plans',
  '/registry/plans/enhanced',
  '/registry/plans/enhanced/edit',
  '/registry/calendars',
  '/registry/calendars/munich',
  '/registry/calendars/munich/edit',
];

let browser: Chromium;

beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

/** Somebody of a role, signed in, in a browser that takes note of every fault and every foreign request. */
async function enter(role: Role, options: Parameters<Chromium['newContext']>[0] = {}) {
  const office = await openConsole();
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const { url } = office.hotline;
  const faults = noteFaults(context, url);
  const page = await context.newPage();
  await page.goto(`${url}/sign-in?to=/registry`);
  await page.getByLabel(/Login|Benutzername/).fill(role);
  await page.getByLabel(/Password|Passwort/).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/registry`);
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

/** What is folded away is read, too, once somebody opens it. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(`document.querySelectorAll('main details').forEach((one) => { one.open = true; })`);
  return barriersOnScreens(page);
}

describe.skipIf(!hasBrowser)('the registry in a browser', PATIENCE, () => {
  it.each(['en-GB', 'de-DE'])('can be used by everybody, on every screen, in %s', async (locale) => {
    await using seat = await enter('supervisor', { locale });
    const { page, url, faults } = seat;
    for (const path of PAGES) {
      await page.goto(url + path);
      expect(await barriers(page), path).toEqual([]);
    }
    await page.goto(`${url}/registry/customers/new`);
    await page.evaluate(
      'document.querySelectorAll("[required]").forEach((one) => { one.required = false; })',
    );
    await page.getByRole('button', { name: /Save|Speichern/ }).click();
    await page.getByRole('alert').waitFor();
    expect(await barriers(page), 'a form with faults').toEqual([]);
    // that a form was refused is said in the console, too
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
  });

  it('puts a deputy into a seat by keyboard alone, and shows the PIN once', async () => {
    await using seat = await enter('supervisor');
    const { page, url, faults } = seat;
    await page.goto(`${url}/registry/customers/100234`);
    await page.getByRole('link', { name: 'Erika Beispiel' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Put in a deputy for a while').focus();
    await page.keyboard.press('Enter');
    const form = page.locator('details[open] form');
    await form.getByLabel('Name').focus();
    await page.keyboard.type('Nora Neu');
    await page.keyboard.press('Tab');
    await page.keyboard.type('030 23125 150');
    await form.getByLabel('Last day').fill('2026-12-04');
    await form.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The PIN of Nora Neu' }).waitFor();
    const pin = (await page.locator('.code').textContent()) ?? '';
    expect(pin).toMatch(/^\d{6}$/);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'I have passed it on' }).click();
    await page.getByText('Stands in for Erika Beispiel until the end of 4 Dec 2026.').waitFor();
    expect(await page.content()).not.toContain(pin);
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${url}/registry/customers/100234`);
    await page.getByText('since 23 Nov 2026').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('is read without any script, and by those who may not change it', async () => {
    await using seat = await enter('auditor', { javaScriptEnabled: false });
    const { page, url, faults } = seat;
    const readable = PAGES.filter((path) => !/new|edit|retire/.test(path));
    for (const path of readable) expect((await page.goto(url + path))?.status(), path).toBe(200);
    await page.goto(`${url}/registry/customers`);
    await page.getByLabel('Search', { exact: true }).fill('erika');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: 'Musterwerk AG' }).click();
    expect(await page.getByText('Your role may read the directory').isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'Edit contract' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
