import type { Browser as Chromium, Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { findSchedule } from '../../src/domain/plans/rule-store.ts';
import { barriersOnScreens, hasBrowser, launchBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';

const PATIENCE = { timeout: 150_000 };

let browser: Chromium;

beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

/** A supervisor at the console, in a browser that takes note of every fault. */
async function openSeat(options: Parameters<Chromium['newContext']>[0] = {}) {
  const office = await openConsole();
  const { url } = office.hotline;
  const signedIn = await office.as('supervisor');
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 1600 },
    ...options,
  });
  await context.addCookies([{ name: 'session', value: signedIn.cookies.get('session') ?? '', url }]);
  const faults: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  const page = await context.newPage();
  return {
    office,
    page,
    faults,
    open: (path: string) => page.goto(url + path),
    async [Symbol.asyncDispose]() {
      await context.close();
      await office[Symbol.asyncDispose]();
    },
  };
}

/** From the widest screen to the narrowest. */
const barriers = (page: Page) => barriersOnScreens(page, [1920, 1280, 320, 390]);

/** Presses at one hour of the week that is drawn and lets go at another; counted from Monday 00:00. */
async function drag(page: Page, week: Locator, from: number, until: number): Promise<void> {
  const box = await week.boundingBox();
  if (!box) throw new Error('the week is not on the screen');
  const at = (hours: number) => [box.x + (box.width * hours) / 168, box.y + box.height / 2] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at((from + until) / 2));
  await page.mouse.move(...at(until));
  await page.mouse.up();
}

describe.skipIf(!hasBrowser)('who is on call, in a browser', PATIENCE, () => {
  it.each(['en-GB', 'de-DE'])(
    'can be read and edited by everybody, on every screen, in %s',
    async (locale) => {
      await using seat = await openSeat({ locale });
      for (const path of [
        '/registry/engineers',
        '/registry/engineers/new',
        '/registry/engineers/carla',
        '/registry/schedules',
        '/registry/schedules/front?begin=2026-12-24T08:00&end=2026-12-25T08:00',
        '/registry/schedules/front/edit',
        '/registry/escalations',
        '/registry/escalations/front-line',
        '/registry/escalations/front-line/edit',
      ]) {
        expect((await seat.open(path))?.status(), path).toBe(200);
        expect(await barriers(seat.page), path).toEqual([]);
      }
      expect(seat.faults).toEqual([]);
    },
  );

  it('takes an override by a drag across the calendar', async () => {
    await using seat = await openSeat();
    const { office, page, faults } = seat;
    await seat.open('/registry/schedules/front');
    // Tuesday 08:00 to Wednesday 20:00 of the second week
    await drag(page, page.locator('[data-monday="2026-11-30T00:00"]'), 32, 68);
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('2026-12-01T08:00');
    expect(await page.getByLabel('Until', { exact: true }).inputValue()).toBe('2026-12-02T20:00');
    await page.getByLabel('Who steps in').selectOption('Carla Moreno');
    await page.getByRole('button', { name: 'Put somebody else on call' }).click();
    await page.getByText('The override is saved.').waitFor();
    const schedule = await findSchedule(office.hotline.database, 'front');
    expect(schedule?.overrides).toEqual([
      { engineer: 'carla', from: '2026-12-01T08:00', until: '2026-12-02T20:00' },
    ]);
    await page.getByRole('img', { name: /Week from Mon,? 30 Nov.*Carla Moreno/ }).waitFor();
    // a click on a shift takes its times
    await page.locator('.bar.override').click();
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('2026-12-01T08:00');
    expect(faults).toEqual([]);
  });

  it('takes an override by keyboard alone, without any script', async () => {
    await using seat = await openSeat({ javaScriptEnabled: false });
    const { page } = seat;
    await seat.open('/registry/schedules/front?begin=2026-12-24T08:00&end=2026-12-25T08:00');
    await page.getByLabel('Who steps in').focus();
    await page.keyboard.type('Ben');
    await page.getByRole('button', { name: 'Put somebody else on call' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The override is saved.').waitFor();
    await page.getByRole('button', { name: /Withdraw: Ben Hartmann/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The override is withdrawn.').waitFor();
    expect(
      await seat.office.hotline.database.query(
        'select engineer, withdrawn_at is not null as withdrawn from schedule_overrides',
      ),
    ).toEqual([{ engineer: 'ben', withdrawn: true }]);
  });
});
