import { TOTP } from 'otpauth';
import type { Browser as Chromium, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { findUserByLogin } from '../../src/domain/users/user-store.ts';
import {
  barriersOn,
  COLOR_SCHEMES,
  excessWidth,
  hasBrowser,
  launchBrowser,
  WIDTHS,
} from '../support/browser.ts';
import { type Office, openConsole, PASSWORD } from '../support/console.ts';
import { noteFaults } from '../support/note-faults.ts';

const PATIENCE = { timeout: 90_000 };
/** Where pictures of every page are left, if they are wanted. */
const PICTURES = process.env.PICTURES;

let chrome: Chromium;
beforeAll(async () => {
  if (hasBrowser) chrome = await launchBrowser();
});

/** The console, and a browser that takes note of every fault and every foreign request. */
async function openSeat(
  options: Parameters<Chromium['newContext']>[0] = {},
  env: Record<string, string> = {},
) {
  const office = await openConsole({ env });
  const context = await chrome.newContext({ locale: 'en-GB', ...options });
  const faults = noteFaults(context, office.hotline.url);
  return {
    office,
    page: await context.newPage(),
    faults,
    async [Symbol.asyncDispose]() {
      await context.close();
      await office[Symbol.asyncDispose]();
    },
  };
}

async function enter(page: Page, { hotline }: Office, login: string): Promise<void> {
  await page.goto(`${hotline.url}/sign-in`);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** What axe finds wrong by WCAG 2.2, levels A and AA, in light and dark, and where the page is wider than the screen. */
async function flaws(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of COLOR_SCHEMES) {
    await page.emulateMedia({ colorScheme });
    found.push(
      ...(await barriersOn(page, colorScheme)).map((barrier) => `${name} ${colorScheme} ${barrier}`),
    );
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      if ((await excessWidth(page)) > 0) found.push(`${name} is wider than ${width}`);
      const isWanted = PICTURES !== undefined && (colorScheme === 'light' || width === 1280);
      if (isWanted)
        await page.screenshot({ path: `${PICTURES}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
}

async function codeOn(page: Page): Promise<TOTP> {
  const key = (await page.locator('.key').textContent()) ?? '';
  return new TOTP({ secret: key.replaceAll(' ', '') });
}

describe.skipIf(!hasBrowser)('people in a browser', PATIENCE, () => {
  it.each(['en-GB', 'de-DE'])('are managed by everybody who may, on every screen, in %s', async (locale) => {
    await using seat = await openSeat({ locale });
    const { office, page, faults } = seat;
    const { url, database } = office.hotline;
    const anna = await findUserByLogin(database, 'engineer');
    const look = (name: string) => flaws(page, `${name}-${locale}`);
    await enter(page, office, 'administrator');
    for (const [name, path] of [
      ['users', '/users'],
      ['add-user', '/users/new'],
      ['user', `/users/${anna?.id}`],
      ['tokens', '/users/tokens'],
    ] as const) {
      await page.goto(url + path);
      expect(await look(name)).toEqual([]);
    }
    await page.goto(`${url}/users/new`);
    await page.locator('input[name=login]').fill('nora');
    await page.locator('input[name=name]').fill('Nora Neu');
    await page.locator('input[value=auditor]').check();
    await page.keyboard.press('Enter');
    await page.locator('.secret').waitFor();
    expect(await look('password')).toEqual([]);
    await page.goto(`${url}/users/tokens`);
    await page.locator('input[name=name]').fill('portal');
    await page.keyboard.press('Enter');
    await page.locator('.secret').waitFor();
    expect(await look('token')).toEqual([]);
    await page.goto(`${url}/users/tokens`);
    expect(await look('tokens-one')).toEqual([]);
    await page.goto(`${url}/users`);
    await page.getByRole('link', { name: 'Nora Neu' }).click();
    await page.getByRole('button', { name: /^(Remove|Entfernen)$/ }).click();
    await page.getByRole('status').waitFor();
    expect(await page.getByText('Nora Neu').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it.each([
    ['en-GB', true],
    ['de-DE', false],
  ])(
    'set up a second factor and sign in with it, in %s, with scripts: %s',
    async (locale, javaScriptEnabled) => {
      await using seat = await openSeat({ locale, javaScriptEnabled }, { REQUIRE_TWO_FACTOR: 'supervisor' });
      const { office, page, faults } = seat;
      // axe is a script itself
      const look = async (name: string) => (javaScriptEnabled ? flaws(page, name) : []);
      await enter(page, office, 'supervisor');
      expect(new URL(page.url()).pathname).toBe('/two-factor');
      expect(await look('factor-needed')).toEqual([]);
      await page.locator('main button').click();
      const app = await codeOn(page);
      expect(await page.getByRole('img', { name: /QR/ }).isVisible()).toBe(true);
      expect(await look('factor-set-up')).toEqual([]);
      await page.locator('input[name=code]').fill(app.generate());
      await page.keyboard.press('Enter');
      const codes = page.locator('.codes li');
      await codes.first().waitFor();
      expect(await codes.count()).toBe(10);
      const spare = (await codes.first().textContent()) ?? '';
      expect(await look('recovery-codes')).toEqual([]);
      await page.goto(`${office.hotline.url}/two-factor`);
      expect(await look('factor-on')).toEqual([]);

      await page.context().clearCookies();
      await enter(page, office, 'supervisor');
      expect(new URL(page.url()).pathname).toBe('/sign-in/code');
      expect(await look('second-step')).toEqual([]);
      await page.locator('input[name=code]').fill(spare);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: /Live board|Übersicht/ }).waitFor();
      expect(faults).toEqual([]);
    },
  );

  it('see the company’s own sign-in first where there is one', async () => {
    const env = {
      OIDC_ISSUER: 'http://127.0.0.1:9',
      OIDC_CLIENT_ID: 'hotline',
      OIDC_CLIENT_SECRET: 'secret',
      OIDC_NAME: 'Musterwerk ID',
      OIDC_ROLES: 'support=supervisor',
    };
    await using seat = await openSeat({}, env);
    const { office, page } = seat;
    await page.goto(`${office.hotline.url}/sign-in`);
    expect(await flaws(page, 'sign-in')).toEqual([]);
    await page.getByRole('link', { name: 'Sign in with Musterwerk ID' }).click();
    await page.getByRole('alert').getByText('Musterwerk ID does not answer').waitFor();
    expect(await flaws(page, 'sign-in-away')).toEqual([]);
  });
});
