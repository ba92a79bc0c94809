import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriersOnScreens, hasBrowser, launchBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import { openSignedIn } from '../support/signed-in-page.ts';

/** Another process plays, and the machine may be busy. */
const PATIENCE = { timeout: 180_000 };
const RESULT_MS = 90_000;

let browser: Browser;

beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

/** A supervisor before the promises; whatever goes wrong is noted. */
async function openRehearsals(options: Parameters<Browser['newContext']>[0] = {}) {
  const office = await openConsole();
  return openSignedIn(browser, office, { to: '/rehearsal', heading: /promise|Zusage/ }, options);
}

async function startSmall(page: Page): Promise<void> {
  await page.locator('#run-calls').fill('20');
  await page.locator('#run-replications').fill('12');
  await page.locator('#run-without').selectOption('anna');
  await page.getByRole('button', { name: /^Start/ }).click();
  await page.waitForURL('**/rehearsal/runs/*');
}

describe.skipIf(!hasBrowser)('a rehearsal in a browser', PATIENCE, () => {
  it.each(['en-GB', 'de-DE'])(
    'is started, followed without a hand, and read on every screen, in %s',
    async (locale) => {
      await using seat = await openRehearsals({ locale });
      const { page, faults } = seat;
      expect(await barriersOnScreens(page)).toEqual([]);
      await startSmall(page);
      await page.locator('table.heat').first().waitFor({ timeout: RESULT_MS });
      for (const summary of await page.locator('main summary').all()) await summary.click();
      expect(await barriersOnScreens(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('link', { name: 'JSON' }).isVisible()).toBe(false);
      await page.emulateMedia({ media: 'screen' });
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: /page|Seite/ }).click(),
      ]);
      const saved = await page.context().newPage();
      await using folder = await mkdtempDisposable(join(tmpdir(), 'hotline-rehearsal-'));
      const copy = join(folder.path, 'report.html');
      await file.saveAs(copy);
      await saved.goto(pathToFileURL(copy).href);
      expect(await saved.locator('table.heat').count()).toBeGreaterThan(1);
      expect(await barriersOnScreens(saved)).toEqual([]);
    },
  );

  it('asks in one row what is asked, where there is room for it', async () => {
    await using seat = await openRehearsals({ viewport: { width: 900, height: 900 } });
    const asked = await Promise.all(
      ['calls', 'replications', 'seed'].map((name) => seat.page.locator(`#run-${name}`).boundingBox()),
    );
    expect(new Set(asked.map((box) => box?.y)).size).toBe(1);
  });

  it('is followed without scripts by a page that loads itself again', async () => {
    await using seat = await openRehearsals({ javaScriptEnabled: false });
    const { page } = seat;
    await startSmall(page);
    await page.locator('table.heat').first().waitFor({ timeout: RESULT_MS });
  });

  it('of an edit is shown before it is saved', async () => {
    await using seat = await openRehearsals();
    const { page, faults } = seat;
    await page.goto(`${new URL(page.url()).origin}/registry/escalations/front-line/edit`);
    await page.getByRole('button', { name: 'What would this change?' }).click();
    await page.getByText('played', { exact: false }).first().waitFor({ timeout: RESULT_MS });
    expect(
      await page.getByText('With this change every promise can be kept that can be kept now.').count(),
    ).toBe(1);
    expect(await barriersOnScreens(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
