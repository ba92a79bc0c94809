import type { Browser as Chromium, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { HotlineError } from '../../src/platform/errors.ts';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Office, openConsole, PASSWORD } from '../support/console.ts';
import { noteFaults } from '../support/note-faults.ts';
import { criticalCase } from '../support/stories.ts';

const PATIENCE = { timeout: 90_000 };
const NOTE = 'Der Kunde sagt: „Seit 8 Uhr“,\nund <b>alles</b> steht & wartet.';

let chrome: Chromium;
beforeAll(async () => {
  if (hasBrowser) chrome = await launchBrowser();
});

/** Where a supervisor is signed in. */
async function openDesk() {
  const office = await openConsole();
  await criticalCase(office.hotline.phones.erika);
  await lookAway(office.hotline);
  const context = await chrome.newContext({ locale: 'en-GB' });
  const faults = noteFaults(context, office.hotline.url);
  const page = await context.newPage();
  const note = page.locator('form[action="/tickets/4711/note"] textarea');
  /** Signs in wherever the browser stands. */
  const enter = async (login: string, password = PASSWORD) => {
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill(password);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  };
  await page.goto(`${office.hotline.url}/sign-in`);
  await enter('supervisor');
  return {
    office,
    page,
    faults,
    note,
    enter,
    /** Writes a note, and sends it when the session is over. */
    async sendTooLate(text = NOTE) {
      await page.goto(`${office.hotline.url}/tickets/4711`);
      await page.locator('details:has(form[action="/tickets/4711/note"]) > summary').click();
      await note.fill(text);
      await endSessions(office);
      await send(page, '/tickets/4711/note');
    },
    /** Writes a note, and sends it while something is wrong. */
    async sendInVain(error: Error) {
      await page.goto(`${office.hotline.url}/tickets/4711`);
      await page.locator('details:has(form[action="/tickets/4711/note"]) > summary').click();
      await note.fill(NOTE);
      const failing = vi.spyOn(office.hotline.database, 'transaction').mockRejectedValue(error);
      await send(page, '/tickets/4711/note');
      return failing;
    },
    notes: () =>
      office.hotline.database.query<{ text: string }>(
        `select detail ->> 'text' as text from ticket_events where kind = 'progress'`,
      ),
    [Symbol.asyncDispose]: async () => {
      await context.close();
      await office[Symbol.asyncDispose]();
    },
  };
}

const endSessions = ({ hotline }: Office) => hotline.database.query('delete from sessions');
const keptIn = (page: Page) => page.evaluate(() => sessionStorage.getItem('typed'));

async function send(page: Page, action: string): Promise<void> {
  const button = page.locator(`form[action="${action}"] button`).first();
  await Promise.all([page.waitForEvent('load'), button.click()]);
}

describe.runIf(hasBrowser)('what was typed when the session was over', () => {
  it('stands in its form again after signing in, and is saved when it is sent again', PATIENCE, async () => {
    await using desk = await openDesk();
    const { page, note } = desk;
    await desk.sendTooLate();
    expect(page.url()).toContain('/sign-in?');
    expect(await page.locator('[role=alert]').textContent()).toContain('you will find it again in its form');
    await desk.enter('supervisor', 'a wrong password');
    await desk.enter('supervisor');
    expect(new URL(page.url()).pathname).toBe('/tickets/4711');
    expect(await note.inputValue()).toBe(NOTE);
    expect(await note.isVisible()).toBe(true);
    expect(await page.locator('form[action="/tickets/4711/note"] [role=status]').textContent()).toContain(
      'Not saved yet',
    );
    // nothing was sent by itself
    expect(await desk.notes()).toEqual([]);
    await send(page, '/tickets/4711/note');
    expect(await desk.notes()).toEqual([{ text: NOTE }]);
    expect(await keptIn(page)).toBeNull();
    await page.reload();
    expect(await note.inputValue()).toBe('');
    // but for the wrong password
    expect(desk.faults.filter((fault) => !fault.includes('401'))).toEqual([]);
  });

  it('is given to nobody else, and is gone then', PATIENCE, async () => {
    await using desk = await openDesk();
    const { page, note, office } = desk;
    await desk.sendTooLate();
    await desk.enter('administrator');
    expect(await keptIn(page)).toBeNull();
    await page.goto(`${office.hotline.url}/tickets/4711`);
    expect(await page.content()).not.toContain('wartet');
    expect(await note.inputValue()).toBe('');
  });

  it(
    'has no form any more where its ticket is closed meanwhile: it is shown to be copied',
    PATIENCE,
    async () => {
      await using desk = await openDesk();
      const { page, office } = desk;
      await page.goto(`${office.hotline.url}/tickets/4711`);
      const action = '/tickets/4711/answer';
      await page.locator(`details:has(form[action="${action}"]) > summary`).click();
      await page.locator(`form[action="${action}"] select[name=engineer]`).selectOption('anna');
      await page.locator(`form[action="${action}"] textarea`).fill(NOTE);
      await endSessions(office);
      await send(page, action);
      await office.hotline.api('/tickets/4711/answer', { by: 'anna', text: 'A colleague was quicker.' });
      await desk.enter('supervisor');
      const status = page.locator('main > [role=status]');
      expect(await status.locator('blockquote').allTextContents()).toContain(NOTE);
      expect(await page.locator('main b', { hasText: 'alles' }).count()).toBe(0);
      await lookAway(office.hotline);
    },
  );

  it(
    'comes back with the version it was about: a colleague who was quicker is not overwritten',
    PATIENCE,
    async () => {
      await using desk = await openDesk();
      const { page, office } = desk;
      const at = '/registry/engineers/anna';
      await page.goto(`${office.hotline.url}${at}`);
      const name = page.locator(`form[action="${at}"] input[name=name]`);
      await name.fill('Anna Typed');
      await endSessions(office);
      await send(page, at);
      await office.hotline.database.query(`update engineers set name = 'Anna Quicker' where key = 'anna'`);
      await desk.enter('supervisor');
      expect(await name.inputValue()).toBe('Anna Typed');
      await send(page, at);
      expect(await page.locator('[role=alert]').first().textContent()).toContain('changed');
      const [anna] = await office.hotline.database.query(`select name from engineers where key = 'anna'`);
      expect(anna).toEqual({ name: 'Anna Quicker' });
    },
  );

  it.each<[string, (office: Office) => Promise<unknown>]>([
    ['their right', ({ hotline }) => hotline.database.query(`update users set role = 'auditor'`)],
    [
      'what it is about',
      ({ hotline }) => hotline.database.query(`update engineers set retired_at = now() where key = 'anna'`),
    ],
  ])('is shown to be copied where %s is gone meanwhile', PATIENCE, async (_what, takeAway) => {
    await using desk = await openDesk();
    const { page, office } = desk;
    const at = '/registry/engineers/anna';
    await page.goto(`${office.hotline.url}${at}`);
    await page.locator(`form[action="${at}"] input[name=name]`).fill('Anna <b>Typed</b>');
    await takeAway(office);
    await send(page, at);
    const status = page.locator('main > [role=status]');
    expect(await status.textContent()).toContain('This is what you had entered');
    expect(await status.locator('blockquote').allTextContents()).toContain('Anna <b>Typed</b>');
    await page.goto(`${office.hotline.url}/`);
    expect(await page.content()).not.toContain('Typed');
  });

  it(
    'stands in its form with the reason where it is refused, and is a copy where there is none any more',
    PATIENCE,
    async () => {
      await using desk = await openDesk();
      const { page, office } = desk;
      const { hotline } = office;
      const action = '/tickets/4711/severity';
      const write = async (number: string) => {
        await page.goto(`${hotline.url}/tickets/4711`);
        await page.locator(`details:has(form[action="${action}"]) > summary`).click();
        await page.locator(`form[action="${action}"] select`).selectOption(number);
        await page.locator(`form[action="${action}"] textarea`).fill(NOTE);
      };
      await write('2 1');
      await hotline.api('/tickets/4711/severity', {
        by: 'anna',
        severity: 3,
        text: 'It is slow, and no more.',
      });
      await send(page, action);
      const form = page.locator(`form[action="${action}"]`);
      const refused = (await page.locator('.fault[role=alert]').textContent()) ?? '';
      const field = form.getByRole('combobox', { name: 'New severity', description: refused });
      expect(await field.and(page.locator(':focus')).count()).toBe(1);
      expect(await form.locator('textarea').inputValue()).toBe(NOTE);
      expect(await page.locator('textarea[readonly]').count()).toBe(0);
      // what comes meanwhile takes nothing of it away
      await hotline.api('/tickets/4711/progress', { by: 'ben', text: 'Their office is open until six.' });
      await page.locator('#timeline', { hasText: 'open until six' }).waitFor();
      expect(await form.locator('textarea').inputValue()).toBe(NOTE);
      expect(await field.count()).toBe(1);
      await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Restart it.', delivered: true });
      await page.locator('#promise', { hasText: 'Answered' }).waitFor();
      expect(await form.locator('textarea').inputValue()).toBe(NOTE);
      await hotline.api('/tickets/4711/reopen', { by: 'anna', text: 'It is back.' });
      await write('2 3');
      await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'A colleague was quicker.' });
      await send(page, action);
      expect(await page.locator('textarea[readonly]').inputValue()).toBe(NOTE);
      expect(await form.count()).toBe(0);
      await lookAway(hotline);
    },
  );

  it('is no password: of such a form nothing is kept', PATIENCE, async () => {
    await using desk = await openDesk();
    const { page, office } = desk;
    await page.goto(`${office.hotline.url}/password`);
    for (const field of await page.locator('input[type=password]').all())
      await field.fill('a secret of mine');
    await endSessions(office);
    await send(page, '/password');
    expect(page.url()).toContain('/sign-in?');
    expect(await keptIn(page)).toBeNull();
    expect(await page.locator('[role=alert]').textContent()).toContain('was not saved. Please');
  });
});

describe.runIf(hasBrowser)('what was typed when it could not be taken', () => {
  afterEach(() => void vi.restoreAllMocks());

  it(
    'stands in its form again once the database is back, and is saved when it is sent again',
    PATIENCE,
    async () => {
      await using desk = await openDesk();
      const { page, note } = desk;
      const failing = await desk.sendInVain(new HotlineError('database-unavailable', 'away'));
      expect(await page.locator('h1').textContent()).toBe('The database does not answer');
      expect(await page.locator('main').textContent()).toContain('it stands in its form again');
      failing.mockRestore();
      await page.getByRole('link', { name: 'Back to the form' }).click();
      await page.locator('form[action="/tickets/4711/note"] [role=status]').waitFor();
      expect(await note.inputValue()).toBe(NOTE);
      expect(await page.locator('form[action="/tickets/4711/note"] [role=status]').textContent()).toContain(
        'check whether it is saved already',
      );
      await send(page, '/tickets/4711/note');
      expect(await desk.notes()).toEqual([{ text: NOTE }]);
      expect(await keptIn(page)).toBeNull();
    },
  );

  it(
    'is not offered once more when the page that said so is loaded anew, which sends it',
    PATIENCE,
    async () => {
      await using desk = await openDesk();
      const { page, note } = desk;
      const failing = await desk.sendInVain(new HotlineError('database-unavailable', 'away'));
      failing.mockRestore();
      await page.reload();
      expect(new URL(page.url()).pathname).toBe('/tickets/4711');
      expect(await desk.notes()).toEqual([{ text: NOTE }]);
      expect(await note.inputValue()).toBe('');
      expect(await keptIn(page)).toBeNull();
    },
  );

  it(
    'outlives a fault of ours, which is told in their language, and pages that cannot be shown either',
    PATIENCE,
    async () => {
      await using desk = await openDesk();
      const { page, note, office } = desk;
      const failing = await desk.sendInVain(new Error('a fault of ours'));
      expect(await page.locator('h1').textContent()).toBe('Something went wrong');
      failing.mockRestore();
      const away = vi
        .spyOn(office.hotline.database, 'query')
        .mockRejectedValue(new HotlineError('database-unavailable', 'away'));
      await page.getByRole('link', { name: 'Back to the form' }).click();
      await page.getByRole('heading', { name: 'The database does not answer' }).waitFor();
      away.mockRestore();
      await page.reload();
      expect(await note.inputValue()).toBe(NOTE);
    },
  );

  it('is more than is taken: it is there to be shortened', PATIENCE, async () => {
    await using desk = await openDesk();
    const { page, note, office } = desk;
    await page.goto(`${office.hotline.url}/tickets/4711?lang=de`);
    await page.locator('details:has(form[action="/tickets/4711/note"]) > summary').click();
    const long = 'Zu viel '.repeat(15_000);
    await note.evaluate((field) => field.removeAttribute('maxlength'));
    await note.fill(long);
    await send(page, '/tickets/4711/note');
    expect(await page.locator('h1').textContent()).toBe('Das ist zu viel auf einmal');
    await page.getByRole('link', { name: 'Zurück zum Formular' }).click();
    await page.locator('form[action="/tickets/4711/note"] [role=status]').waitFor();
    expect(await note.inputValue()).toBe(long);
  });
});
