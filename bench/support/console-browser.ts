import { setTimeout as pause } from 'node:timers/promises';
import { type CDPSession, chromium, type Page } from 'playwright-core';
import { changeTicket } from '../../src/domain/tickets/ticket-store.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { CONSOLE_PAGES, type Known } from './console-pages.ts';
import { events } from './console-visitor.ts';
import { percentile } from './statistics.ts';

const PAINT_TARGET_MS = 1_000;
const NEWS_TARGET_MS = 1_000;
const WATCHED_S = 10;
const EVENTS = 20;

interface Setting {
  executable: string;
  url: string;
  cookie: string;
  database: Database;
  known: Known;
  rounds: number;
}

/** What somebody in front of a screen notices. */
export async function measureBrowser(setting: Setting): Promise<void> {
  const { executable, url, cookie } = setting;
  await using opened = new AsyncDisposableStack();
  const browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox'] });
  opened.defer(() => browser.close());
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  const [name = '', value = ''] = cookie.split('=', 2);
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  await measurePaint(page, setting);
  await page.goto(url);
  await page.locator('.connection.live').waitFor();
  await measureRest(page, await context.newCDPSession(page));
  await measureNews(page, setting);
}

async function measurePaint(page: Page, { url, known }: Setting): Promise<void> {
  console.log(`first paint in the browser; target: below ${PAINT_TARGET_MS} ms`);
  for (const [name, pathsOf] of Object.entries(CONSOLE_PAGES)) {
    const ms: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const paths = pathsOf(known);
      await page.goto(url + (paths[round % paths.length] ?? '/'));
      ms.push(await page.evaluate(firstPaint));
    }
    const worst = Math.max(...ms);
    const verdict = worst < PAINT_TARGET_MS ? 'kept' : 'MISSED';
    console.log(
      `  ${name.padEnd(34)} p50 ${percentile(ms, 0.5).toFixed(0)} ms, max ${worst.toFixed(0)} ms: ${verdict}`,
    );
  }
}

/** Runs in the page. */
const firstPaint = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries()[0].startTime)).observe({ type: 'paint', buffered: true });
})`;

/** What the board costs a browser while its clocks just run. */
async function measureRest(page: Page, devtools: CDPSession): Promise<void> {
  await page.evaluate(`(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
  })()`);
  await devtools.send('Performance.enable');
  const before = await metricsOf(devtools);
  await pause(WATCHED_S * 1_000);
  const after = await metricsOf(devtools);
  const perSecond = (name: string) => (((after[name] ?? 0) - (before[name] ?? 0)) * 1_000) / WATCHED_S;
  const longTasks = (await page.evaluate('longTasks')) as number[];
  const shares = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration', 'TaskDuration'].map(
    (name) => `${name.replace('Duration', '').toLowerCase()} ${perSecond(name).toFixed(1)} ms`,
  );
  console.log(
    `the board at rest for ${WATCHED_S} s, a second: ${shares.join(', ')}; ${longTasks.length} tasks above 50 ms (target: none)`,
  );
}

async function metricsOf(devtools: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** From the commit of a change until it is in the page, and how much was sent for it. */
async function measureNews(page: Page, { url, cookie, database, known }: Setting): Promise<void> {
  const ms: number[] = [];
  const sizes: number[] = [];
  const version = (await page.locator('#live').getAttribute('data-version')) ?? '';
  const stream = events(url, cookie, version);
  await stream.next();
  for (let round = 0; round < EVENTS; round += 1) {
    const number = known.openTickets[round % known.openTickets.length] ?? '';
    const seen = page.evaluate(`new Promise((resolve) => {
      new MutationObserver((_, observer) => { observer.disconnect(); resolve(Date.now()); })
        .observe(document.querySelector('#case-${number} dl'), { subtree: true, childList: true, characterData: true });
    })`);
    // unevenly, so that it falls on every moment between two looks
    await pause(700 + ((round * 137) % 500));
    await changeTicket(database, number, { acknowledgedBy: `Somebody ${round}`, acknowledgedAt: new Date() });
    const committed = Date.now();
    ms.push(Number(await seen) - committed);
    for (;;) {
      const { value } = await stream.next();
      if (value?.name !== 'change') continue;
      sizes.push(value.bytes);
      break;
    }
  }
  await stream.return(undefined);
  const worst = Math.max(...ms);
  console.log(
    `an event on the board, from its commit until it is in the page: p50 ${percentile(ms, 0.5).toFixed(0)} ms, p95 ${percentile(ms, 0.95).toFixed(0)} ms, max ${worst.toFixed(0)} ms: ${worst < NEWS_TARGET_MS ? 'kept' : 'MISSED'} (target ${NEWS_TARGET_MS} ms)`,
  );
  console.log(`  sent for it: p50 ${percentile(sizes, 0.5)} B, max ${Math.max(...sizes)} B`);
}
