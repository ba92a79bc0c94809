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

/** A page that is told whether it is in sight: the engine alone shows all its tabs at once. Notifications are allowed. */
const SIGHT = `Notification.permission = 'granted';
  let isInSight = true;
  Object.defineProperty(Document.prototype, 'visibilityState', { get: () => (isInSight ? 'visible' : 'hidden') });
  window.show = (shown) => { isInSight = shown; document.dispatchEvent(new Event('visibilitychange')); };`;

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

  it(
    'leaves a browser with many boards open room for more, and one of them out of sight still calls',
    PATIENCE,
    async () => {
      await using seat = await openBoard();
      const { page, office } = seat;
      const context = page.context();
      await context.addInitScript(SIGHT);
      await page.reload();
      await page.getByRole('button', { name: 'Desktop notifications' }).click();
      const boards = [page];
      for (let i = 0; i < 7; i += 1) {
        const board = i === 0 ? page : await context.newPage();
        if (i > 0) await board.goto(office.hotline.url);
        await board.getByText('live', { exact: true }).waitFor();
        await board.evaluate('show(false)');
        boards[i] = board;
      }
      await criticalCase(office.hotline.phones.erika);
      const told = () => Promise.all(boards.map((board) => board.evaluate('told.length') as Promise<number>));
      await expect.poll(told).toEqual([1, 0, 0, 0, 0, 0, 0]);
      // whoever goes on is closed: the next takes its turn
      await page.close();
      boards.shift();
      await expect.poll(async () => (await told())[0]).toBe(1);
      await boards.at(-1)?.evaluate('show(true)');
      await boards.at(-1)?.locator('.case').waitFor();
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
