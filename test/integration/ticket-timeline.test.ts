import { describe, expect, it } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Office, openConsole } from '../support/console.ts';
import { criticalCase, drain } from '../support/stories.ts';

/** Erika's critical ticket, about which nobody answers for a whole round. */
async function nobodyAnswers(office: Office): Promise<void> {
  const { hotline } = office;
  await criticalCase(hotline.phones.erika);
  for (let minutes = 0; minutes < 24; minutes += 4) {
    await drain(hotline);
    await hotline.pass({ minutes: 4 });
  }
  await lookAway(hotline);
}

const timelineOn = (text: string) => text.split('id="timeline-title"')[1]?.split('</section>')[0] ?? '';
const timesOn = (text: string) =>
  [...timelineOn(text).matchAll(/<time datetime="([^"]+)">/g)].map(([, at = '']) => at);

describe('the timeline of a ticket', () => {
  it('folds a round in which nobody was reached, and tells what came of each page where it was sent', async () => {
    await using office = await openConsole();
    await nobodyAnswers(office);
    const ticket = await office.hotline.ticket();
    const [{ round } = { round: 0 }] = await office.hotline.database.query<{ round: number }>(
      'select round from tickets',
    );
    expect(round).toBeGreaterThan(1);
    const { text } = await (await office.as('supervisor')).get(`/tickets/${ticket.number}`);
    expect(timelineOn(text)).toMatch(
      /<summary class="round-lost">Round 1: \d+ pages, nobody reached<\/summary>/,
    );
    // the round that is running stands open, and ends of pages are not told twice
    expect(timelineOn(text)).not.toContain(`Round ${round}:`);
    expect(timelineOn(text)).not.toContain('was not reached');
    expect(timelineOn(text)).toMatch(/paged by call <small>not reached \(.+\), \d\d:\d\d:\d\d<\/small>/);
  });

  it('names who was reached, once a round is over by it', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await nobodyAnswers(office);
    const before = (await hotline.database.query<{ round: number }>('select round from tickets'))[0]?.round;
    await hotline.phones.anna.sendSms('A');
    await lookAway(hotline);
    const { text } = await (await office.as('supervisor')).get('/tickets/4711');
    expect(timelineOn(text)).toMatch(
      new RegExp(`<summary class="">Round ${before}: \\d+ pages?, Anna Weber</summary>`),
    );
    expect(timelineOn(text)).toContain('Round 1:');
  });

  it('is read from its end by choice, which this browser remembers', async () => {
    await using office = await openConsole();
    await nobodyAnswers(office);
    const [browser, other] = [await office.as('supervisor'), await office.as('auditor')];
    const usual = timesOn((await browser.get('/tickets/4711')).text);
    expect((await browser.get('/tickets/4711?order=newest')).location).toBe('/tickets/4711');
    const turned = timesOn((await browser.get('/tickets/4711')).text);
    expect(turned).not.toEqual(usual);
    expect(turned.toSorted()).toEqual(usual.toSorted());
    expect(turned[0]).toBe(usual.at(-1));
    expect(timesOn((await other.get('/tickets/4711')).text)).toEqual(usual);
    expect((await browser.get('/tickets/4711?order=constructor')).status).toBe(200);
    expect((await browser.get('/tickets/99999?order=newest')).status).toBe(404);
  });
});

it('a ticket’s people, plan and numbers are links, and a customer’s and an engineer’s pages lead back', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  await criticalCase(hotline.phones.erika);
  await hotline.phones.anna.sendSms('A');
  await lookAway(hotline);
  const browser = await office.as('engineer');
  const ticket = (await browser.get('/tickets/4711')).text;
  const { number } = hotline.phones.erika;
  expect(ticket).toContain('<a href="/registry/customers/100234">Musterwerk AG</a> (100234)');
  expect(ticket).toContain('<a href="/registry/engineers/anna">Anna Weber</a>');
  expect(ticket).toContain(`href="tel:${number}">+49 30 23125101</a>`);
  const customer = (await browser.get('/registry/customers/100234')).text;
  expect(customer).toContain('<a href="/tickets/4711">4711</a>');
  expect(customer).toContain('<a href="/tickets?customer=100234">');
  expect(customer).toMatch(/<a href="\/calls\/CA\w+">/);
  const anna = (await browser.get('/registry/engineers/anna')).text;
  expect(anna).toContain('<a href="/tickets/4711">4711</a>');
  expect(anna).toContain('SMS · withdrawn');
  expect(anna).toContain('Upcoming shifts');
  // who has left is still named by old tickets: their number leads to those
  await hotline.database.query('update customers set retired_at = now() where number = $1', ['100234']);
  expect((await browser.get('/registry/customers/100234')).location).toBe('/tickets?customer=100234');
  expect((await browser.get('/registry/customers/999999')).status).toBe(404);
});
