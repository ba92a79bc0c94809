import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser as Chromium, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Words, wordsOf } from '../../src/web/console/words/index.ts';
import { excessWidth, hasBrowser, launchBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import type { Hotline } from '../support/hotline.ts';
import { criticalCase, drain } from '../support/stories.ts';

/** A folder for a picture of each scene, `week-<language>-<scene>.png`; none: nothing is pictured. */
const PICTURES = process.env.PICTURES;
const PHONE = { width: 390, height: 844 };

let browser: Chromium;
beforeAll(async () => {
  if (hasBrowser) browser = await launchBrowser();
  if (PICTURES) mkdirSync(PICTURES, { recursive: true });
});
afterAll(() => browser?.close());

/** Anna has the front this week, Carla had it before and has it next; Ben has the back. Nights count for rest. */
const weekOf = (language: string) => (usual: string) =>
  usual
    .replace('languages: [de, en]', `languages: [${language}]`)
    .replace(
      '[{ participants: [anna], rotate: P7D, from: 2026-01-05T08:00 }]',
      '[{ participants: [anna, carla], rotate: P7D, from: 2026-01-05T08:00 }]\n    rest: { rule: anew, hours: 11, night: "23:00-06:00" }',
    )
    .replace(
      '{ at: 0%, page: [schedule:front], by: [sms] }',
      '{ at: 0%, page: [schedule:front, schedule:back], by: [sms] }',
    )
    .replace(
      '{ at: 10%, page: [schedule:front], by: [call] }',
      '{ at: 10%, page: [schedule:front], by: [call], hands: 2 }',
    );

/** Anna's phone: the day's scenes are looked at, and pictured where somebody wants them. */
async function openWeek(language: string) {
  const office = await openConsole({ at: '2026-11-23T07:50:00+01:00', directory: weekOf(language) });
  const { hotline } = office;
  const context = await browser.newContext({
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    viewport: PHONE,
  });
  const page = await context.newPage();
  const show = async (path: string) => {
    await page.goto(new URL(path, hotline.url).href);
  };
  return {
    office,
    page,
    words: wordsOf(language),
    show,
    /** a session lasts a working day */
    async signIn(role: 'engineer' | 'supervisor' = 'engineer') {
      const signedIn = await office.as(role);
      const value = signedIn.cookies.get('session') ?? '';
      await context.addCookies([{ name: 'session', value, url: hotline.url }]);
    },
    /** @param name of the scene */
    async scene(name: string) {
      expect(await excessWidth(page), name).toBe(0);
      if (PICTURES) await page.screenshot({ path: join(PICTURES, `week-${language}-${name}.png`) });
    },
    async [Symbol.asyncDispose]() {
      await drain(hotline);
      for (const phone of Object.values(hotline.phones)) phone.sms();
      await context.close();
      await office[Symbol.asyncDispose]();
    },
  };
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const linkIn = (text: string | undefined) => /https?:\/\/\S+/.exec(text ?? '')?.[0] ?? '';

/** She has the ticket, and says in the app what was done. */
async function answerInApp(
  hotline: Hotline,
  page: Page,
  { ticket, mine, status }: Words,
  text: string,
): Promise<void> {
  await page.getByText(ticket.answer, { exact: true }).click();
  await page.getByLabel(ticket.answerText).fill(text);
  await button(page, ticket.answerSubmit).click();
  await page.getByText(ticket.done['answer-sent']).waitFor();
  await hotline.settle();
  await page.reload();
  await page.getByText(status.answered, { exact: true }).waitFor();
  expect(await button(page, mine.connect).count()).toBe(0);
}

/** Somebody else answers one of the tickets, by SMS. */
async function answerBySms(phone: Hotline['phones']['ben'], ticket: string): Promise<void> {
  await phone.sendSms(`D ${ticket} ${phone.code(ticket)} Der Dienst hing, er ist neu gestartet.`);
}

const until = (hotline: Hotline, local: string) =>
  hotline.pass({ seconds: (Date.parse(`${local}:00+01:00`) - Date.now()) / 1_000 });

/** Who is asked says yes by the link in the text. */
async function sayYes(page: Page, text: string | undefined, words: Words): Promise<void> {
  await page.goto(linkIn(text));
  await page.getByRole('button').first().click();
  await page.getByText(words.shifts.outcomes.agreed).waitFor();
}

describe.skipIf(!hasBrowser)('an engineer’s week on a phone', { timeout: 300_000 }, () => {
  it.each(['de', 'en'])('from hand-over to the month’s figures, in %s', async (language) => {
    await using week = await openWeek(language);
    const { office, page, words, show, signIn, scene } = week;
    const { hotline } = office;
    const { erika, anna, ben, carla } = hotline.phones;

    // Monday: her shift begins while a ticket is open; she makes sure that she is reached
    await until(hotline, '2026-11-23T07:58');
    await criticalCase(erika);
    await carla.sendSms('A 4711');
    await until(hotline, '2026-11-23T08:00');
    await signIn();
    await show('/mine/shifts');
    await page.getByRole('link', { name: words.shifts.handOver }).click();
    await page.getByText(words.shifts.with('Carla Moreno')).first().waitFor();
    await scene('1-hand-over');
    await answerBySms(carla, '4711');
    await show('/mine/device');
    await page.getByRole('link', { name: words.readiness.title }).click();
    await page.getByRole('button', { name: words.readiness.testText }).first().click();
    await hotline.settle();
    await page.goto(linkIn(anna.newSms().at(-1)));
    await scene('1-test');
    await page.getByRole('button').first().click();
    await show('/readiness/anna');
    await scene('1-readiness');

    // Tuesday, three in the morning: the link in the page, then the app
    await until(hotline, '2026-11-24T03:00');
    anna.newSms();
    await criticalCase(erika);
    await page.goto(linkIn(anna.newSms()[0]));
    await scene('2-link');
    await page.getByRole('button').first().click();
    await page.locator('a[href^="tel:"]').first().waitFor();
    await scene('2-taken');
    await hotline.pass({ minutes: 2 });
    await signIn();
    await show('/mine');
    await scene('2-mine');
    await show('/mine/tickets/4712');
    await scene('2-ticket');
    await hotline.pass({ minutes: 4 });
    await show('/mine/tickets/4712');
    await answerInApp(
      hotline,
      page,
      words,
      language === 'de' ? 'Der Dienst läuft wieder.' : 'The service runs again.',
    );
    await scene('2-answered');

    // the morning after: she is in rest, and others are paged
    await until(hotline, '2026-11-24T10:00');
    await signIn();
    await show('/mine');
    await page.getByText(words.mine.inRest('14:07')).waitFor();
    await scene('3-rest');
    await show('/mine/on-call');
    await page.getByText(words.board.restsUntil('14:07')).first().waitFor();
    await scene('3-on-call');
    for (const phone of [anna, ben]) phone.newSms();
    await criticalCase(erika);
    expect([anna, ben].map((phone) => phone.newSms().length)).toEqual([0, 1]);
    await ben.sendSms('A 4713');
    await answerBySms(ben, '4713');

    // Wednesday: she asks for cover on Saturday, and Carla says yes
    await until(hotline, '2026-11-25T10:00');
    await signIn();
    await show('/shifts');
    await scene('4-shifts');
    await page.getByRole('link', { name: words.shifts.handOn }).first().click();
    await page.locator('[name=begin]').fill('2026-11-28T08:00');
    await page.locator('[name=end]').fill('2026-11-29T08:00');
    await page.getByRole('checkbox', { name: 'Carla Moreno' }).check();
    await scene('4-ask');
    await button(page, words.shifts.ask.send).click();
    await page.getByText(words.shifts.done.asked).waitFor();
    await scene('4-asked');
    await hotline.settle();
    const asked = carla.newSms().at(-1);
    await page.goto(linkIn(asked));
    await scene('4-cover');
    await sayYes(page, asked, words);

    // Thursday: a ticket that wants two
    await until(hotline, '2026-11-26T15:00');
    await signIn();
    await criticalCase(erika);
    await hotline.pass({ minutes: 3 });
    await anna.rings();
    await show('/mine');
    await button(page, words.mine.acknowledge).click();
    ben.newSms();
    await hotline.pass({ minutes: 7 });
    await ben.rings();
    await ben.sendSms('A 4714');
    await show('/mine/tickets/4714');
    await page.getByText(`${words.ticket.helpers}: Ben Hartmann`).waitFor();
    await scene('5-two');
    await answerInApp(
      hotline,
      page,
      words,
      language === 'de' ? 'Die Lizenz ist erneuert.' : 'The licence is renewed.',
    );

    // Friday: a swap
    await until(hotline, '2026-11-27T10:00');
    await signIn();
    await show('/shifts');
    await page.getByRole('link', { name: words.shifts.handOn }).nth(2).click();
    const carlas = page.locator('[name=other] option', { hasText: 'Carla Moreno' }).nth(1);
    await page.getByLabel(words.shifts.ask.swapWith).selectOption(await carlas.getAttribute('value'));
    await scene('6-swap');
    await button(page, words.shifts.ask.offer).click();
    await hotline.settle();
    await sayYes(page, carla.newSms().at(-1), words);
    await show('/mine/shifts');
    const ends = language === 'de' ? /28\. Dez\., 08:00/ : /28 Dec, 08:00/;
    await page.getByText(ends).waitFor();
    await scene('6-my-shifts');

    // Sunday: the month so far
    await until(hotline, '2026-11-29T20:00');
    await signIn();
    await show('/figures/duty');
    await scene('7-figures');
    const supervisor = await office.as('supervisor');
    const { text } = await supervisor.get('/figures/duty.csv?month=2026-11');
    // by hand: 32 h of the first, the week of the 9th and 156 h of this one, less Saturday; in the night 03:00 to 03:06 and the
    // minute of the click, on Thursday 15:03 to 15:10 and another
    expect(text).toContain('Anna Weber,anna,332,0,15,7,1,0');
    expect(text).toContain('Ben Hartmann,ben,692,0,2,0,0,0');
    // two weeks and Saturday; on Monday two minutes and that of her answer
    expect(text).toContain('Carla Moreno,carla,360,0,3,0,0,0');
  });
});
