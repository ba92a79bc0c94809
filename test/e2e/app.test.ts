import type { Browser as Chromium, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriersOnScreens, excessWidth, hasBrowser, launchWholeBrowser } from '../support/browser.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole, PASSWORD } from '../support/console.ts';
import { openPushService } from '../support/push-service.ts';
import { criticalCase, describedCase } from '../support/stories.ts';

const PATIENCE = { timeout: 120_000 };
const PHONE = { width: 320, height: 640 };

let browser: Chromium;
beforeAll(async () => {
  if (hasBrowser) browser = await launchWholeBrowser();
});

/**
 * A headless browser has no push service of its own: it is lent one, whose subscription is as real as any other. Everything
 * else, the worker, its notifications and the requests, is the browser's.
 */
function lendPush(subscription: { endpoint: string; p256dh: string; auth: string }): string {
  const { endpoint, ...keys } = subscription;
  return `
    let lent = JSON.parse(sessionStorage.getItem('lent') ?? 'null');
    const wrap = () => lent && ({ options: { applicationServerKey: Uint8Array.from(lent).buffer }, endpoint: '${endpoint}',
      toJSON: () => (${JSON.stringify({ endpoint, keys })}), unsubscribe: async () => { lent = null; sessionStorage.removeItem('lent'); } });
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
      lent = [...applicationServerKey];
      sessionStorage.setItem('lent', JSON.stringify(lent));
      return wrap();
    };
    PushManager.prototype.getSubscription = async () => wrap();`;
}

async function openApp(env: Record<string, string> = {}, script = '') {
  const office = await openConsole({ env });
  const context = await browser.newContext({ locale: 'en-GB', viewport: PHONE, hasTouch: true });
  await context.grantPermissions(['notifications'], { origin: office.hotline.url });
  if (script !== '') await context.addInitScript(script);
  const page = await context.newPage();
  await page.goto(`${office.hotline.url}/sign-in?to=/mine`);
  await page.getByLabel('Login').fill('engineer');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'My tickets' }).waitFor();
  return {
    office,
    context,
    page,
    async [Symbol.asyncDispose]() {
      await context.close();
      await office.hotline.close();
    },
  };
}

const workerIsThere = (page: Page) =>
  page.evaluate(`navigator.serviceWorker.ready.then(({ scope }) => new URL(scope).pathname)`);

describe.skipIf(!hasBrowser)('the engineers’ app on a phone of 320 pixels', () => {
  it(
    'shows a ticket that has just come, without a reload, and takes it with one thumb',
    PATIENCE,
    async () => {
      await using app = await openApp();
      const { page, office } = app;
      await page.getByText('Nothing is open for you.').waitFor();
      await criticalCase(office.hotline.phones.erika);
      await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
      const button = page.getByRole('button', { name: 'Acknowledge' });
      await button.waitFor();
      const box = await button.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      await button.tap();
      await page.getByText('Acknowledged.').waitFor();
      expect(await office.hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
      expect(await page.getByRole('link', { name: 'Call the customer myself' }).getAttribute('href')).toBe(
        'tel:+493023125101',
      );
    },
  );

  it('has no barriers, and is no wider than the screen, in each section', PATIENCE, async () => {
    await using app = await openApp();
    const { page, office } = app;
    await describedCase(office.hotline);
    for (const path of ['/mine', '/mine/tickets/4711', '/mine/on-call', '/mine/shifts', '/mine/device']) {
      await page.goto(office.hotline.url + path);
      expect(await barriersOnScreens(page, [320, 390, 1280]), path).toEqual([]);
    }
  });

  it(
    'without a connection says so, with the number to call, and keeps nothing of a ticket',
    PATIENCE,
    async () => {
      await using app = await openApp();
      const { page, office, context } = app;
      await criticalCase(office.hotline.phones.erika);
      expect(await workerIsThere(page)).toBe('/mine');
      await page.goto(`${office.hotline.url}/mine/tickets/4711`);
      await context.setOffline(true);
      await page.goto(`${office.hotline.url}/mine`).catch(() => {});
      await page.getByRole('heading', { name: 'No connection' }).waitFor();
      expect(await page.getByRole('link', { name: 'Call the hotline' }).getAttribute('href')).toBe(
        `tel:${office.hotline.line.number}`,
      );
      expect(await excessWidth(page)).toBe(0);
      const kept = await page.evaluate(`(async () => {
      const texts = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) texts.push(request.url + ' ' + (await (await cache.match(request)).text()));
      }
      return texts.join(' ');
    })()`);
      expect(kept).toContain('/mine/offline');
      expect(kept).not.toMatch(/4711|Musterwerk/);
      await context.setOffline(false);
      await lookAway(office.hotline);
    },
  );

  it('opens a ticket by the link in a page, which says that it was seen', PATIENCE, async () => {
    await using app = await openApp();
    const { office, context } = app;
    await criticalCase(office.hotline.phones.erika);
    const path = /(\/p\/\w+)/.exec(office.hotline.phones.anna.newSms().join(' '))?.[1] ?? '';
    const page = await context.newPage();
    const noted = page.waitForResponse((response) => response.url().endsWith('/opened'));
    await page.goto(office.hotline.url + path);
    expect((await noted).status()).toBe(204);
    expect(await barriersOnScreens(page, [320, 390])).toEqual([]);
    await page.setViewportSize(PHONE);
    await page.getByRole('button', { name: 'Übernehmen' }).tap();
    await page.getByRole('link', { name: 'Den Kunden anrufen' }).waitFor();
    const { timeline } = await office.hotline.ticket('4711');
    expect(timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['link-opened', 'acknowledged']));
  });

  it('is notified through a push service, and the tap leads to the ticket', PATIENCE, async () => {
    await using service = await openPushService();
    const keyOfApp = { current: '' };
    // the service has to know the key before the page is there: it is told by the first page
    await using probe = await openApp({ PUSH_SERVICES: service.origin });
    keyOfApp.current = String(
      await probe.page.evaluate(`document.querySelector('meta[name="push-key"]').content`),
    );
    const { office, context, page } = probe;
    await context.addInitScript(lendPush(service.subscribe(keyOfApp.current)));
    await page.goto(`${office.hotline.url}/mine/device`);
    await page.getByRole('button', { name: 'Notify me on this device' }).tap();
    await page.getByText('This device is notified.').waitFor();
    await criticalCase(office.hotline.phones.erika);
    expect(service.faults).toEqual([]);
    const [notified] = service.notified;
    expect(notified?.payload).toEqual({
      ticket: '4711',
      severity: 1,
      text: 'KRITISCH: Ticket 4711, noch 30 min',
    });

    // what the push service would hand to the browser
    const cdp = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [first] = registrations;
        if (first) resolve(first.registrationId);
      });
    });
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.deliverPushMessage', {
      origin: office.hotline.url,
      registrationId: await registered,
      data: JSON.stringify(notified?.payload),
    });
    const shown = `navigator.serviceWorker.ready.then((registration) => registration.getNotifications())
      .then((notes) => notes.map(({ title, tag, data }) => ({ title, tag, path: data.path })))`;
    await expect
      .poll(() => page.evaluate(shown))
      .toEqual([
        { title: 'KRITISCH: Ticket 4711, noch 30 min', tag: 'ticket-4711', path: '/mine/tickets/4711' },
      ]);

    const [worker] = context.serviceWorkers();
    await worker?.evaluate(`self.registration.getNotifications().then(([notification]) =>
      self.dispatchEvent(new NotificationEvent('notificationclick', { notification })))`);
    await expect.poll(() => page.evaluate(shown)).toEqual([]);

    await page.goto(`${office.hotline.url}/sessions`);
    await page.getByRole('button', { name: /^Remove/ }).tap();
    await page.getByText('It will no longer be notified.').waitFor();
  });
});
