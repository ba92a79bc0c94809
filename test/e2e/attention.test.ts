import type { Browser as Chromium } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriersOn, excessWidth, hasBrowser, launchBrowser } from '../support/browser.ts';
import { openConsole, PASSWORD } from '../support/console.ts';
import { openTicket } from '../support/many-tickets.ts';
import { pagedBy } from '../support/paging-steps.ts';
import { criticalCase } from '../support/stories.ts';

const PATIENCE = { timeout: 90_000 };
/** What a page has been told by notifications, and whether it has sounded: neither can be seen from outside. */
const LISTEN = `window.told = [];
  window.Notification = class extends EventTarget {
    static permission = 'default';
    static requestPermission() { Notification.permission = 'granted'; return Promise.resolve('granted'); }
    constructor(text) { super(); window.told.push(text); }
  };
  window.sounds = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) { window.sounds += 1; return start.apply(this, when); };`;
const EVERYBODY_BY_CALL = pagedBy(
  '{ at: 0%, page: [schedule:front], by: [call] }',
  '{ at: 50%, page: [schedule:back], by: [call] }',
);

let browser: Chromium;
beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

async function openBoard() {
  const office = await openConsole({ directory: EVERYBODY_BY_CALL });
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  await context.addInitScript(LISTEN);
  const page = await context.newPage();
  await page.goto(`${office.hotline.url}/sign-in`);
  await page.getByLabel('Login').fill('engineer');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('live', { exact: true }).waitFor();
  return {
    office,
    page,
    async [Symbol.asyncDispose]() {
      await context.close();
      await office.hotline.close();
    },
  };
}

describe.skipIf(!hasBrowser)('a board that calls for attention', () => {
  it(
    'is silent until it is asked not to be; then a failed step sounds, is notified, and stands in the title',
    PATIENCE,
    async () => {
      await using seat = await openBoard();
      const { page, office } = seat;
      const told = () => page.evaluate('told') as Promise<string[]>;
      await criticalCase(office.hotline.phones.erika);
      const rings = await office.hotline.phones.anna.rings();
      await page.locator('.case').waitFor();
      expect(await told()).toEqual([]);
      expect(await page.evaluate('sounds')).toBe(0);
      await page.getByRole('button', { name: 'Sound' }).click();
      await page.getByRole('button', { name: 'Desktop notifications' }).click();
      await page.getByRole('button', { name: 'Notifications are on' }).waitFor();
      const sounds = Number(await page.evaluate('sounds'));
      await rings.unreachable();
      await expect.poll(told).toEqual([expect.stringMatching(/^Nobody reached yet: 4711, Musterwerk AG/)]);
      expect(Number(await page.evaluate('sounds'))).toBeGreaterThan(sounds);
      await expect.poll(() => page.title()).toMatch(/^\(1\) Live board/);
      await page.reload();
      await page.getByRole('button', { name: 'Sound is on' }).waitFor();
      expect(await told(), 'what is known is not told again').toEqual([]);
    },
  );

  it('shows twelve tickets on a laptop without scrolling, and has room on a phone', PATIENCE, async () => {
    await using seat = await openBoard();
    const { page, office } = seat;
    for (let i = 0; i < 12; i += 1) {
      const customerNumber = i % 2 ? '100234' : '100871';
      await openTicket(office.hotline, { customerNumber, severity: 3, secondsAgo: i * 60 });
    }
    await expect.poll(() => page.locator('.case').count()).toBe(12);
    const last = await page.locator('.case').last().boundingBox();
    expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(900);
    expect(await barriersOn(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await excessWidth(page)).toBeLessThanOrEqual(0);
  });

  it('narrows its list and keeps it narrow while it lives', PATIENCE, async () => {
    await using seat = await openBoard();
    const { page, office } = seat;
    await page.getByLabel('State').selectOption('acknowledged');
    await page.getByText('live', { exact: true }).waitFor();
    await criticalCase(office.hotline.phones.erika);
    await page.getByText('No matching open tickets.').waitFor();
    expect(await page.locator('.case').count()).toBe(0);
    await (await (await office.hotline.phones.anna.rings()).answer()).press('2');
    await page.locator('.case').waitFor();
    await page.getByRole('link', { name: 'Show all' }).click();
    await page.getByRole('link', { name: 'Mine' }).click();
    await page.getByRole('heading', { name: 'My tickets' }).waitFor();
  });
});
