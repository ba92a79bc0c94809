import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's. */
const EXECUTABLE = '/usr/bin/chromium';

/** With `CI=true` the tests that need it run, and fail, where there is none. */
export const hasBrowser = existsSync(EXECUTABLE) || process.env.CI === 'true';

/** A wall screen, a laptop and a phone. */
export const WIDTHS = [390, 1280, 1920];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] });
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong on the page as it is shown, by WCAG 2.2, levels A and AA. */
export async function barriersOn(page: Page): Promise<string[]> {
  // it stays in a page until another is loaded
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe.source);
  const run = `axe.run({ runOnly: ${JSON.stringify(TAGS)} })`;
  const { violations } = (await page.evaluate(run)) as axe.AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** By how many pixels the page is wider than the screen. */
export async function excessWidth(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
}

/** What axe finds wrong, light and dark, and where the page is wider than a screen; the last one stays. */
export async function barriersOnScreens(page: Page, widths: readonly number[] = WIDTHS): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await barriersOn(page)).map((barrier) => `${colorScheme} ${barrier}`));
  }
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    if ((await excessWidth(page)) > 0) found.push(`wider than ${width}`);
  }
  return found;
}
