import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Browser as Chromium, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPracticeLine } from '../../src/web/practice/practice-routes.ts';
import {
  barriersOn,
  barriersOnScreens,
  excessWidth,
  hasBrowser,
  launchBrowser,
  WIDTHS,
} from '../support/browser.ts';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import { criticalCase } from '../support/stories.ts';

const PATIENCE = { timeout: 300_000 };
/** Views that no other story of a browser passes through. */
const VIEWS = [
  '/?mine=1',
  '/emergencies',
  '/tickets?status=closed',
  '/first-steps',
  '/registry/import',
  '/registry/supervisors',
  '/registry/plans/enhanced/retire',
  '/registry/calendars/munich/retire',
  '/registry/schedules/back/retire',
  '/registry/escalations/front-line/retire',
  '/users/walls',
  '/privacy',
  '/two-factor',
  '/figures/duty',
  '/nothing-here',
  '/api/docs',
  '/problems/not-found',
];

/** Those that tell what people call each other and what they made. */
const NAMING = [
  '/tickets/4711',
  '/registry/customers/100234',
  '/registry/plans',
  '/registry/plans/enhanced/edit',
  '/registry/plans/enhanced/retire',
  '/registry/calendars/munich',
  '/registry/engineers/anna',
  '/registry/schedules/front',
  '/registry/escalations/front-line/edit',
  '/shifts',
  '/readiness/anna',
];

let browser: Chromium;
beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
});

/** An administrator at the console, where Erika's critical ticket is open. */
async function openSeat(locale: string) {
  const office = await openConsole();
  await criticalCase(office.hotline.phones.erika);
  await lookAway(office.hotline);
  const { url } = office.hotline;
  const signedIn = await office.as('administrator');
  const context = await browser.newContext({ locale });
  await context.addCookies([{ name: 'session', value: signedIn.cookies.get('session') ?? '', url }]);
  return {
    url,
    database: office.hotline.database,
    hotline: office.hotline,
    page: await context.newPage(),
    async [Symbol.asyncDispose]() {
      await context.close();
      await office[Symbol.asyncDispose]();
    },
  };
}

/** What is folded away is read, too, once somebody opens it. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(`document.querySelectorAll('main details').forEach((one) => { one.open = true; })`);
  return barriersOnScreens(page, [1920, 320, 390]);
}

describe.skipIf(!hasBrowser)('every other view', PATIENCE, () => {
  it('can be used by everybody, on every screen, in the longer language', async () => {
    await using seat = await openSeat('de-DE');
    const { page, url } = seat;
    for (const path of VIEWS) {
      await page.goto(url + path);
      expect(await barriers(page), path).toEqual([]);
    }
  });

  it('has room for names of one long word', async () => {
    await using seat = await openSeat('de-DE');
    const { page, url, database } = seat;
    const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(5);
    for (const table of ['customers', 'engineers'])
      await database.query(`update ${table} set name = $1`, [long]);
    for (const table of ['calendars', 'plans', 'schedules', 'escalations'])
      await database.query(
        `update ${table} set definition = definition || jsonb_build_object('title', $1::text)`,
        [long],
      );
    for (const path of NAMING) {
      await page.goto(url + path);
      expect(await page.getByText(long).count(), path).toBeGreaterThan(0);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await excessWidth(page), `${path} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
  });

  it('breaks a name of one long word in a table, so that no column leaves the screen', async () => {
    await using seat = await openSeat('de-DE');
    const { page, url, database } = seat;
    const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(5);
    for (const table of ['customers', 'contacts', 'engineers', 'users'])
      await database.query(`update ${table} set name = $1 || name`, [long]);
    await page.setViewportSize({ width: 1280, height: 900 });
    const tables = [
      '/calls',
      '/tickets',
      '/audit',
      '/figures',
      '/users',
      '/registry/customers',
      '/registry/engineers',
      '/readiness',
    ];
    for (const path of tables) {
      await page.goto(url + path);
      expect(await page.getByText(long).count(), path).toBeGreaterThan(0);
      const hidden = await page.evaluate(
        `[...document.querySelectorAll('.table')].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth).filter((excess) => excess > 0)`,
      );
      expect.soft(hidden, path).toEqual([]);
    }
  });

  it('shows whole what stands in a field: lengths of a plan on a phone, choices above the board', async () => {
    await using seat = await openSeat('de-DE');
    const { page, url } = seat;
    const cutOff = (fields: string) =>
      page.evaluate(`(() => {
        const pen = document.createElement('canvas').getContext('2d');
        return [...document.querySelectorAll(${JSON.stringify(fields)})].filter((field) => {
          const style = getComputedStyle(field);
          pen.font = style.font;
          // a select has an arrow beside its text
          const arrow = field.localName === 'select' ? 16 : 0;
          const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
          return pen.measureText(field.selectedOptions?.[0].text ?? field.value).width > room + 1;
        }).map(({ name }) => name);
      })()`);
    await page.goto(`${url}/registry/plans/enhanced/edit`);
    for (const width of [320, 390, 768]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await cutOff('.target input:not([type=checkbox]), .target select'), `at ${width}`).toEqual([]);
    }
    await page.goto(url);
    for (const width of [390, 1280, 1600]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await cutOff('.board-filter select'), `at ${width}`).toEqual([]);
      expect(await excessWidth(page), `at ${width}`).toBeLessThanOrEqual(0);
    }
  });

  it('tells what calls for somebody, and one kind of day from another, where the system sets the colours', async () => {
    await using seat = await openSeat('en-GB');
    const { page, url, hotline } = seat;
    await page.emulateMedia({ forcedColors: 'active' });
    const seen = (what: string, property: string, pseudo = '') =>
      page.evaluate<string[]>(
        `[...document.querySelectorAll(${JSON.stringify(what)})].map((one) =>
          getComputedStyle(one, ${JSON.stringify(pseudo)}).getPropertyValue(${JSON.stringify(property)}))`,
      );
    await page.goto(url);
    const [canvas] = await seen('body', 'background-color');
    expect(await seen('.case', 'border-left-color')).toEqual([canvas]);
    expect(await seen('.verdict', 'border-top-width')).toEqual(['0px']);
    await hotline.pass({ minutes: 31 });
    await lookAway(hotline);
    await page.goto(url);
    expect(await seen('.case.missed', 'border-left-color')).not.toEqual([canvas]);
    expect(await seen('.verdict', 'border-top-width')).toEqual(['3px']);
    await page.goto(`${url}/registry/calendars/munich`);
    const days = await seen('.legend :is(.open, .holiday, .closure)', 'background-color');
    expect(new Set([canvas, ...days]).size).toBe(4);
    await page.goto(`${url}/figures`);
    const inks = await seen('.legend li', 'background-color', '::before');
    expect(new Set(inks).size).toBeGreaterThan(2);
    // whatever keeps its own colours is read on those of the system
    await page.goto(`${url}/registry/calendars/munich`);
    expect(await barriersOn(page)).toEqual([]);
  });

  it('is read on paper: nothing to press or fill in, and what is folded away is there', async () => {
    await using seat = await openSeat('en-GB');
    const { page, url } = seat;
    await page.emulateMedia({ media: 'print' });
    const places = [
      ['/tickets/4711', 'The caller opened the ticket by phone'],
      ['/registry/schedules/front', 'By which rule'],
      ['/registry/calendars/munich', 'January'],
      ['/registry/customers/100234', 'Seats 2 of 8 taken'],
      ['/shifts', 'On call now'],
    ];
    for (const [path = '', told = ''] of places) {
      await page.goto(url + path);
      expect(await page.locator('main').innerText(), path).toContain(told);
      const controls = page
        .locator('button, input, select, textarea, nav, .button')
        .filter({ visible: true });
      expect(await controls.evaluateAll((all) => all.map(({ outerHTML }) => outerHTML)), path).toEqual([]);
      const folded = page.locator('main details:not(:has(form)) > :not(summary)').filter({ visible: false });
      expect(await folded.evaluateAll((all) => all.map(({ outerHTML }) => outerHTML)), path).toEqual([]);
    }
    // a page that is a form is read as one
    await page.goto(`${url}/registry/plans/enhanced/edit`);
    expect(await page.locator('main input:not([type=hidden])').first().isVisible()).toBe(true);
  });

  it('leads to what it makes: a screen’s link, and what is held of a person', async () => {
    await using seat = await openSeat('de-DE');
    const { page, url } = seat;
    await page.goto(`${url}/users/walls`);
    await page.getByLabel('Name').fill('Flur');
    await page.keyboard.press('Enter');
    const link = await page.locator('.secret a').getAttribute('href');
    expect(await barriers(page)).toEqual([]);
    await page.goto(link ?? '');
    await page.locator('.case').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${url}/privacy`);
    await page.locator('main input:not([type=hidden])').first().fill('Erika Beispiel');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Erika Beispiel' }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('has room for the longest name in a phone’s head', async () => {
    await using seat = await openSeat('en-GB');
    const { page, url } = seat;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(url);
    const [mark, name] = [page.locator('.brand'), page.locator('.account summary')];
    await name.evaluate(
      (summary, longest) => summary.firstElementChild?.replaceChildren(longest),
      'Dr. Konstantin von Hohenlohe-Waldenburg',
    );
    const [left, right] = [await mark.boundingBox(), await name.boundingBox()];
    expect(Math.abs((left?.y ?? 0) - (right?.y ?? 99))).toBeLessThan(20);
    expect((right?.x ?? 0) + (right?.width ?? 999)).toBeLessThanOrEqual(390);
  });
});

describe.skipIf(!hasBrowser)('the practice line in a browser', PATIENCE, () => {
  const KEY = '0123456789abcdef0123456789abcdef';
  const ticket = {
    number: '4711',
    customer: 'Musterwerk AG',
    severity: 1,
    status: 'open',
    openedAt: '2026-11-23T09:00:00.000Z',
    respondBy: '2026-11-23T09:30:00.000Z',
    acknowledgedBy: undefined,
    answeredAt: undefined,
    asksForFacts: false,
    late: false,
    timezone: 'Europe/Berlin',
    events: [{ at: '2026-11-23T09:00:00.000Z', kind: 'page', actor: 'supervisors' }],
  };

  const ANNA = '+4915228817386';
  const BEN = '+4915228817387';
  const account = `AC${'1'.repeat(32)}`;

  /** The line with a ticket that nobody has, in a browser. */
  async function openLine() {
    const line = createPracticeLine({
      carrier: { accountSid: account, authToken: 'token', number: '+493023125099' },
      door: { key: KEY },
      people: async () => [
        { name: 'Erika Beispiel', number: '+493023125101', role: 'contact' },
        { name: 'Anna Weber', number: ANNA, role: 'engineer' },
        { name: 'Ben Hartmann', number: BEN, role: 'engineer' },
      ],
      board: async () => [{ ...ticket, reach: { state: 'red', steps: 2 } }],
    });
    const server = createServer(express().use('/practice', line.router)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const context = await browser.newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    await page.goto(`http://localhost:${port}/practice/?key=${KEY}`);
    return {
      page,
      line,
      async ring(to: string) {
        const calls = `http://localhost:${port}/practice/carrier/2010-04-01/Accounts/${account}/Calls.json`;
        await fetch(calls, {
          method: 'POST',
          headers: { authorization: `Basic ${btoa(`${account}:token`)}` },
          body: new URLSearchParams({ To: to, From: line.carrier.number, Twiml: '<Response/>' }),
        });
      },
      async [Symbol.asyncDispose]() {
        await context.close();
        line.close();
        server.closeAllConnections();
        server.close();
      },
    };
  }

  it('can be used by everybody, and says of a ticket that nobody has it', async () => {
    await using seat = await openLine();
    const { page } = seat;
    const card = page.getByRole('article', { name: 'Ticket 4711' });
    await card.getByText('Niemand erreicht, 2 Stufen erfolglos').waitFor();
    await card.getByText('Alarmiert · Supervisoren').waitFor();
    await page.getByText('+49 1522 8817386').waitFor();
    expect(await barriersOnScreens(page)).toEqual([]);
    // whoever wants nothing to move sees nothing move
    await seat.ring(BEN);
    await page.getByRole('button', { name: 'Ben Klingelt' }).waitFor();
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await page.evaluate('document.getAnimations().length')).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  });

  it('is read whole where text is twice as large, also while phones ring', async () => {
    await using seat = await openLine();
    const { page } = seat;
    for (const phone of [BEN, BEN]) await seat.ring(phone);
    await page.getByRole('button', { name: 'Ben Klingelt' }).waitFor();
    await page.getByRole('button', { name: 'Ben Klingelt' }).click();
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    const excess: [width: number, by: number][] = [];
    for (const width of [...WIDTHS, 700, 1100]) {
      await page.setViewportSize({ width, height: 900 });
      excess.push([width, await excessWidth(page)]);
    }
    expect(excess.filter(([, by]) => by > 0)).toEqual([]);
  });

  it('leaves whoever writes a text at their phone while another rings', async () => {
    await using seat = await openLine();
    const { page, line } = seat;
    const phones = page.locator('.on-call');
    await phones.getByRole('textbox').fill('P 47');
    await seat.ring(BEN);
    await phones.getByRole('button', { name: 'Ben Klingelt' }).waitFor();
    await phones.getByRole('textbox').pressSequentially('11');
    await phones.getByRole('button', { name: 'Senden' }).click();
    await phones.getByText('P 4711').waitFor();
    expect(line.carrier.texting.messages).toMatchObject([{ from: ANNA, body: 'P 4711' }]);
    // nothing is half written any more
    await seat.ring(BEN);
    await phones.getByRole('heading', { name: 'Ben Hartmann' }).waitFor();
  });
});
