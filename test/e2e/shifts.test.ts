import type { Browser as Chromium } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriersOnScreens, hasBrowser, launchBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';

let browser: Chromium;

beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

describe.skipIf(!hasBrowser)('shifts among people, on a phone', { timeout: 150_000 }, () => {
  it('an engineer asks for cover, and the one who is asked says yes by the link of the text', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const signedIn = await office.as('engineer');
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } });
    const session = { name: 'session', value: signedIn.cookies.get('session') ?? '', url: hotline.url };
    await context.addCookies([session]);
    const page = await context.newPage();
    await page.goto(`${hotline.url}/shifts`);
    expect(await barriersOnScreens(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('link', { name: 'Hand on' }).first().click();
    expect(await barriersOnScreens(page)).toEqual([]);
    await page.getByLabel('Carla Moreno').check();
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByText('They have been asked.').waitFor();
    await hotline.settle();
    const [text = ''] = hotline.phones.carla.newSms();
    const phone = await browser.newPage({ locale: 'de-DE', viewport: { width: 320, height: 640 } });
    await phone.goto(/http\S+/.exec(text)?.[0] ?? '');
    expect(await barriersOnScreens(phone)).toEqual([]);
    await phone.getByRole('button', { name: 'Ja, ich übernehme' }).click();
    await phone.getByText('Danke! Die Schicht gehört Ihnen.').waitFor();
    for (const path of ['/shifts', '/shifts/hand-over', '/shifts/feeds']) {
      await page.goto(hotline.url + path);
      expect(await barriersOnScreens(page), path).toEqual([]);
    }
    await hotline.settle();
    for (const one of Object.values(hotline.phones)) one.sms();
    await phone.close();
    await context.close();
  });
});
