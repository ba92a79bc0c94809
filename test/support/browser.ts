import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's: the whole browser, and its engine without windows, which does the same for a good half of the processor time. */
const WHOLE = '/usr/bin/chromium';
const ENGINE = '/usr/bin/chromium-headless-shell';

/** With `CI=true` the tests that need it run, and fail, where there is none. */
export const hasBrowser = existsSync(WHOLE) || process.env.CI === 'true';

/** A laptop whose text is four times as large (WCAG 2.2, 1.4.10: 320 px), a phone, a laptop and a wall screen. */
export const WIDTHS = [320, 390, 1280, 1920];

/** Under another clock (scripts/test-dates.ts) it does not come up, and needs none: the service's stands where a story sets it. */
const { LD_PRELOAD: _clock, ...ENVIRONMENT } = process.env;

const launched = new Map<string, Promise<Browser>>();

/**
 * The one browser of this worker: to come up takes it a second of a processor, and each story has a context of its own
 * in it. It ends with the worker.
 */
export function launchBrowser(): Promise<Browser> {
  return launch(existsSync(ENGINE) ? ENGINE : WHOLE);
}

/** The same for who is notified: the engine alone has nowhere to show it. */
export function launchWholeBrowser(): Promise<Browser> {
  return launch(WHOLE);
}

async function launch(executablePath: string): Promise<Browser> {
  if (!(await launched.get(executablePath))?.isConnected())
    launched.set(
      executablePath,
      chromium.launch({ executablePath, args: ['--no-sandbox'], env: ENVIRONMENT }),
    );
  return launched.get(executablePath) as Promise<Browser>;
}

/** A page is shown in light first; dark is the same page in other colours (style-sheets.test.ts). */
export const COLOR_SCHEMES = ['light', 'dark'] as const;

/** The smaller of its two files: each page reads it anew. */
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const OF_COLOURS = axe.getRules(TAGS).filter(({ tags }) => tags.includes('cat.color'));
const LOOKED_AT = {
  light: { type: 'tag', values: TAGS },
  dark: { type: 'rule', values: OF_COLOURS.map(({ ruleId }) => ruleId) },
};

/**
 * What axe finds wrong on the page as it is shown, by WCAG 2.2, levels A and AA.
 * @param colorScheme in dark only what is of its colours: the rest was looked at in light
 */
export async function barriersOn(
  page: Page,
  colorScheme: (typeof COLOR_SCHEMES)[number] = 'light',
): Promise<string[]> {
  // what fades in is read once it is there: half of its colour is none
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // it stays in a page until another is loaded
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(AXE);
  // what is right is neither described in full nor handed over
  const options = { runOnly: LOOKED_AT[colorScheme], resultTypes: ['violations'] };
  const run = `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`;
  const violations = (await page.evaluate(run)) as axe.Result[];
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** By how many pixels the page is wider than the screen. */
export async function excessWidth(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
}

/** Fields and buttons that lie over one another: what is in one cannot be read. */
function overlapping(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const all = [...document.querySelectorAll('main :is(input, select, textarea, button, .button)')]
      .filter((one) => one.checkVisibility() && one.getClientRects().length > 0)
      .map((one) => ({ said: one.outerHTML.slice(0, 100), at: one.getBoundingClientRect() }));
    const isOver = ({ at: one }, { at: other }) =>
      Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
    return all.flatMap((one, at) =>
      all.slice(at + 1).filter((other) => isOver(one, other)).map((other) => one.said + ' over ' + other.said));
  })()`);
}

/**
 * What axe finds wrong, light and dark, where the page is wider than a screen, and what lies over one another there; the
 * last one stays.
 */
export async function barriersOnScreens(page: Page, widths: readonly number[] = WIDTHS): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of COLOR_SCHEMES) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await barriersOn(page, colorScheme)).map((barrier) => `${colorScheme} ${barrier}`));
  }
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    if ((await excessWidth(page)) > 0) found.push(`wider than ${width}`);
    found.push(...(await overlapping(page)).map((over) => `at ${width}: ${over}`));
  }
  return found;
}
