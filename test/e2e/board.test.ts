import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Browser as Chromium, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeRecord } from '../../src/cli/seed/make-record.ts';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Office, openConsole, PASSWORD } from '../support/console.ts';
import { criticalCase, openCase, PETRA_PIN } from '../support/stories.ts';

/** Signing in computes a slow hash, and the machine may be busy. */
const PATIENCE = { timeout: 90_000 };

let browser: Chromium;

beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

/** The console with Erika's critical ticket, and a browser in front of it. */
async function openSeat(role: 'supervisor' | 'engineer', url?: (office: Office) => Promise<string>) {
  const office = await openConsole();
  await criticalCase(office.hotline.phones.erika);
  office.hotline.phones.anna.newSms();
  const context = await browser.newContext({ locale: 'en-GB' });
  const faults: string[] = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  const address = (await url?.(office)) ?? office.hotline.url;
  await page.goto(`${address}/sign-in`);
  await page.getByLabel('Login').fill(role);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await isLive(page);
  return {
    office,
    context,
    page,
    faults,
    address,
    async [Symbol.asyncDispose]() {
      await context.close();
      await office[Symbol.asyncDispose]();
    },
  };
}

const isLive = (page: Page) => page.getByText('live', { exact: true }).waitFor();
const cases = (page: Page) => page.locator('.case-link b').allTextContents();

/** A wire to the service that can be cut and mended. */
async function wireTo(port: number) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    const other = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ] as const) {
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      sockets.add(from);
    }
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const address = server.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${own}`,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    mend: () => listen(own),
  };
}

describe.skipIf(!hasBrowser)('the live board in a browser', PATIENCE, () => {
  it('takes new cases in their order, and lets those go that are answered, in two tabs', async () => {
    await using seat = await openSeat('supervisor');
    const { office, page, context, faults } = seat;
    const { erika, petra, anna } = office.hotline.phones;
    const other = await context.newPage();
    await other.goto(office.hotline.url);
    await isLive(other);
    // Petra's deadline is later; then Erika's ticket is answered
    await openCase(petra, { pin: PETRA_PIN, severity: 1 });
    anna.newSms();
    for (const tab of [page, other]) {
      await tab.bringToFront();
      await expect.poll(() => cases(tab), { timeout: 10_000 }).toEqual(['4711', '4712']);
    }
    await office.hotline.api('/tickets/4711/answer', { by: 'anna', how: 'qualified-answer', text: 'x' });
    await office.hotline.api('/tickets/4712/answer', { by: 'anna', how: 'qualified-answer', text: 'x' });
    for (const tab of [page, other]) {
      await tab.bringToFront();
      await tab.getByText('No open tickets').waitFor();
      expect(await cases(tab)).toEqual([]);
    }
    for (const phone of [erika, petra]) expect(phone.newSms().at(-1)).toContain('Anna Weber');
    expect(faults).toEqual([]);
  });

  it('says that the connection is gone, and shows the present when it is back', async () => {
    let wire: Awaited<ReturnType<typeof wireTo>> | undefined;
    await using seat = await openSeat('supervisor', async ({ hotline }) => {
      wire = await wireTo(Number(new URL(hotline.url).port));
      return wire.url;
    });
    const { office, page, faults } = seat;
    wire?.cut();
    await page.getByText('connecting').waitFor();
    await office.hotline.phones.anna.sendSms('A');
    office.hotline.phones.anna.newSms();
    await wire?.mend();
    await isLive(page);
    await page.getByText('Anna Weber since').waitFor();
    wire?.cut();
    expect(faults).toEqual([]);
  });

  it('shows the right clocks to a machine whose own clock is wrong', async () => {
    await using seat = await openSeat('supervisor');
    const { page } = seat;
    const clock = page.locator('[data-zero]');
    const right = minutes(await clock.textContent());
    await page.addInitScript('const ours = Date.now.bind(Date); Date.now = () => ours() + 7 * 60_000;');
    await page.reload();
    await isLive(page);
    await expect.poll(async () => Math.abs(minutes(await clock.textContent()) - right)).toBeLessThan(2);
  });

  it('stays smooth with five hundred cases, and touches only the one that changes', async () => {
    await using seat = await openSeat('supervisor');
    const { office, page, faults } = seat;
    const making = { line: '+493023125999', now: new Date(), tell: () => {} };
    await makeRecord(office.hotline.database, { calls: 500, tickets: 500, open: 500, customers: 20 }, making);
    // it is made piece by piece, and the board may have shown the half of it
    await page.reload();
    await isLive(page);
    await expect.poll(async () => (await cases(page)).length, { timeout: 20_000 }).toBe(500);
    await page.evaluate(`(() => {
      globalThis.seen = { touched: new Set() };
      new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target.nodeType === 1 ? target : target.parentElement;
          const own = element?.closest('.case');
          // the clocks run
          if (own && !element.closest('.clock')) seen.touched.add(own.id);
        }
      }).observe(document.querySelector('.cases ol'), { subtree: true, childList: true, characterData: true, attributes: true });
    })()`);
    await office.hotline.phones.anna.sendSms('A 4711');
    office.hotline.phones.anna.newSms();
    await page.locator('#case-4711').getByText('Anna Weber since').waitFor();
    expect(await page.evaluate('[...seen.touched]')).toEqual(['case-4711']);
    expect(faults).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)('a ticket in a browser', PATIENCE, () => {
  it('keeps what somebody types while things happen around it', async () => {
    await using seat = await openSeat('engineer');
    const { office, page, faults } = seat;
    await page.goto(`${office.hotline.url}/tickets/4711`);
    await isLive(page);
    await page.getByText('Note', { exact: true }).click();
    await page.getByLabel('Note for the timeline').fill('half a thought');
    await page.getByText('Hand over', { exact: true }).click();
    await office.hotline.phones.anna.sendSms('A');
    office.hotline.phones.anna.newSms();
    await page.getByText('Anna Weber acknowledged by SMS').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    expect(await page.getByLabel('Note for the timeline').inputValue()).toBe('half a thought');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByText('The note is on the timeline.').waitFor();
    await page.getByText('half a thought').waitFor();
    expect(faults).toEqual([]);
  });

  it('connects by keyboard alone', async () => {
    await using seat = await openSeat('engineer');
    const { office, page } = seat;
    await page.goto(`${office.hotline.url}/tickets/4711`);
    await page.getByText('Connect me with the customer').first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('phone rings first').waitFor();
    await office.hotline.settle();
    await (await (await office.hotline.phones.anna.rings()).answer()).press('1');
    await (await (await office.hotline.phones.erika.rings()).answer()).press('1');
    await page.getByText('Anna Weber and the customer are talking').waitFor();
    expect(await office.hotline.ticket('4711')).toMatchObject({
      status: 'acknowledged',
      acknowledgedBy: 'anna',
    });
    expect(await office.hotline.database.query('select stage from callback_attempts')).toEqual([
      { stage: 'joined' },
    ]);
  });
});

/** `29:59` as 29.98. */
function minutes(clock: string | null): number {
  const deps = (clock ?? '').split(':').map(Number);
  const [seconds = 0, full = 0, hours = 0] = deps.toReversed();
  return hours * 60 + full + seconds / 60;
}
