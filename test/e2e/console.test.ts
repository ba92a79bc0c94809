import type { BrowserContext, Browser as Chromium, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/domain/users/user.ts';
import { barriersOnScreens, hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Office, openConsole, PASSWORD } from '../support/console.ts';
import { noteFaults } from '../support/note-faults.ts';
import { criticalCase } from '../support/stories.ts';

/** Signing in computes a slow hash, and the machine may be busy. */
const PATIENCE = { timeout: 90_000 };

let browser: Chromium;

beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

/** The console with one open ticket, and a browser that takes note of every fault and every foreign request. */
async function openBrowser(options: Parameters<Chromium['newContext']>[0] = {}) {
  const office = await openConsole();
  const call = await criticalCase(office.hotline.phones.erika);
  office.hotline.phones.anna.newSms();
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const faults = noteFaults(context, office.hotline.url);
  const page = await context.newPage();
  const { number } = await office.hotline.ticket();
  return {
    office,
    context,
    page,
    faults,
    paths: [
      '/',
      `/tickets/${number}`,
      '/tickets',
      '/search?q=Erika',
      '/sessions',
      '/calls',
      `/calls/${call.sid}`,
      '/password',
    ],
    async [Symbol.asyncDispose]() {
      await context.close();
      await office[Symbol.asyncDispose]();
    },
  };
}

async function enter(page: Page, { hotline }: Office, role: Role): Promise<void> {
  await page.goto(`${hotline.url}/sign-in`);
  await page.getByLabel(/Login|Benutzername/).fill(role);
  await page.getByLabel(/Password|Passwort/).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /Live board|Übersicht/ }).waitFor();
}

async function look(context: BrowserContext, page: Page, url: string): Promise<string[]> {
  await page.goto(url);
  const found = await barriersOnScreens(page);
  expect(context.pages()).toHaveLength(1);
  return found;
}

describe.skipIf(!hasBrowser)('the console in a browser', PATIENCE, () => {
  it.each(['en-GB', 'de-DE'])('can be used by everybody, on every screen, in %s', async (locale) => {
    await using seat = await openBrowser({ locale });
    const { office, context, page, faults, paths } = seat;
    expect(await look(context, page, `${office.hotline.url}/sign-in`)).toEqual([]);
    await enter(page, office, 'administrator');
    for (const path of [...paths, '/audit']) {
      expect(await look(context, page, office.hotline.url + path), path).toEqual([]);
    }
    expect(faults).toEqual([]);
  });

  it('shows every role its own pages', async () => {
    await using seat = await openBrowser();
    const { office, page, paths, faults } = seat;
    for (const role of ROLES) {
      await enter(page, office, role);
      for (const path of paths) {
        expect((await page.goto(office.hotline.url + path))?.status(), `${role} ${path}`).toBe(200);
      }
      await page.getByText(`The ${role}`).first().click();
      const seesAudit = await page.getByRole('link', { name: 'Audit trail' }).isVisible();
      expect(seesAudit, role).toBe(role === 'administrator' || role === 'auditor');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    }
    expect(faults).toEqual([]);
  });

  it('keeps the board up to date, with clocks that run, in every tab', async () => {
    await using seat = await openBrowser();
    const { office, page, context, faults } = seat;
    await enter(page, office, 'supervisor');
    const other = await context.newPage();
    await other.goto(office.hotline.url);
    await other.getByText('live', { exact: true }).waitFor();
    const clock = other.locator('[data-zero]');
    const before = await clock.textContent();
    await expect.poll(() => clock.textContent(), { timeout: 5_000 }).not.toBe(before);
    await other.getByText('nobody yet').first().waitFor();
    await office.hotline.phones.anna.sendSms('A');
    office.hotline.phones.anna.newSms();
    for (const tab of [other, page]) {
      await tab.bringToFront();
      await tab.getByText('Anna Weber since').waitFor({ timeout: 5_000 });
    }
    expect(faults).toEqual([]);
  });

  it('keeps the focus where it was when the board changes', async () => {
    await using seat = await openBrowser();
    const { office, page } = seat;
    await enter(page, office, 'supervisor');
    await page.getByText('live', { exact: true }).waitFor();
    const link = page.getByRole('link', { name: /Musterwerk/ });
    await link.focus();
    await office.hotline.phones.anna.sendSms('A');
    office.hotline.phones.anna.newSms();
    await page.getByText('Anna Weber since').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Musterwerk');
  });

  it('takes an answer by keyboard alone', async () => {
    await using seat = await openBrowser();
    const { office, page, paths } = seat;
    await enter(page, office, 'engineer');
    await page.goto(office.hotline.url + paths[1]);
    await page.getByRole('button', { name: 'Acknowledge' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Acknowledged.').waitFor();
    await page.getByText('Qualified answer given', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('The answer in words').focus();
    await page.keyboard.type('The licence ran out.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The answer goes to the customer by SMS').first().waitFor();
    // nobody has talked to the customer: it counts when the text has been delivered
    await office.hotline.settle();
    expect((await office.hotline.ticket()).status).toBe('answered');
    expect(office.hotline.phones.erika.newSms().at(-1)).toContain('The licence ran out.');
  });

  it.each(['answer', 'note', 'tell'])(
    'keeps in its form what is written under %s when a colleague is quicker',
    async (form) => {
      await using seat = await openBrowser();
      const { office, page, faults } = seat;
      const { hotline } = office;
      await enter(page, office, 'engineer');
      await page.goto(`${hotline.url}/tickets/4711`);
      await page.locator('.connection.live').waitFor();
      await page.locator(`#do-${form} > summary`).click();
      const field = page.locator(`#do-${form} textarea`);
      const action = await page.locator(`#do-${form} form`).getAttribute('action');
      await field.fill('The licence ran out.');
      await hotline.api('/tickets/4711/acknowledge', { by: 'anna' });
      await page.locator('#do-acknowledge').waitFor({ state: 'detached' });
      expect(await field.inputValue()).toBe('The licence ran out.');
      await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Done.', delivered: true });
      await page.locator('#do-connect').waitFor({ state: 'detached' });
      expect(await field.inputValue()).toBe('The licence ran out.');
      expect(await page.locator(`#do-${form} form`).getAttribute('action')).toBe(action);
      expect(faults).toEqual([]);
      await hotline.settle();
      for (const phone of Object.values(hotline.phones)) phone.sms();
    },
  );

  it('takes a form once that is pressed twice, and again when something else is written', async () => {
    await using seat = await openBrowser();
    const { office, page, faults } = seat;
    await enter(page, office, 'engineer');
    await page.goto(`${office.hotline.url}/tickets/4711`);
    await page.locator('#do-note > summary').click();
    await page.locator('#do-note textarea').fill('The licence ran out.');
    // both presses reach the page before the answer to the first does
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await page.locator('#do-note button').evaluate((button: { click(): void }) => {
      button.click();
      setTimeout(() => button.click(), 1);
    });
    await page.waitForURL(/done=noted/);
    await page.locator('#do-note > summary').click();
    await page.locator('#do-note textarea').fill('It was renewed.');
    await page.locator('#do-note button').click();
    await page.getByText('It was renewed.').waitFor();
    const notes = await office.hotline.database.query(
      `select detail ->> 'text' as text from ticket_events where kind = 'progress' order by id`,
    );
    expect(notes).toEqual([{ text: 'The licence ran out.' }, { text: 'It was renewed.' }]);
    expect(sent).toHaveLength(2);
    // each drawing has a name of its own, also of a page that the browser kept as it was
    const names = () =>
      page
        .locator('input[name="press"]')
        .evaluateAll((fields: { value: string }[]) => fields.map(({ value }) => value));
    const drawn = await names();
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    expect((await names()).filter((name) => drawn.includes(name))).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('finds a ticket by keyboard alone, from any page', async () => {
    await using seat = await openBrowser();
    const { office, page, faults } = seat;
    await enter(page, office, 'engineer');
    await page.goto(`${office.hotline.url}/figures`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('4711');
    const hit = page.locator('#search .hits a').first();
    await hit.waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await hit.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Ticket 4711/ }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    expect(await page.locator('#search').isVisible()).toBe(false);
    expect(faults).toEqual([]);
  });

  it('can be read without any script', async () => {
    await using seat = await openBrowser({ javaScriptEnabled: false });
    const { office, page, paths, faults } = seat;
    await enter(page, office, 'supervisor');
    expect(await page.locator('.case-link').getByText('Musterwerk AG').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Sound' }).isVisible()).toBe(false);
    for (const path of paths) expect((await page.goto(office.hotline.url + path))?.status()).toBe(200);
    await page.goto(`${office.hotline.url}/calls`);
    await page.getByLabel('Search', { exact: true }).fill('musterwerk');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.getByRole('row').count()).toBeGreaterThan(1);
    expect(faults).toEqual([]);
  });
});
