import { describe, expect, it } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Browser, openConsole } from '../support/console.ts';
import { auditOf, twoCases } from '../support/console-ways.ts';
import { openTicket } from '../support/many-tickets.ts';
import { hiddenFields } from '../support/registry.ts';

/** The numbers of the tickets on a page, in its order. */
const numbersOn = (text: string) =>
  [...text.matchAll(/<b><a href="\/tickets\/(\d+)">/g)].map(([, number]) => number);

async function numbersAt(browser: Browser, query: Record<string, string>): Promise<(string | undefined)[]> {
  const page = await browser.get(`/tickets?${new URLSearchParams(query)}`);
  expect(page.status, JSON.stringify(query)).toBe(200);
  return numbersOn(page.text);
}

const NAUGHTY = [
  '%',
  '_',
  '\\',
  "'; drop table tickets; --",
  '<script>alert(1)</script>',
  '\0',
  '\ud800',
  '()&|!:*',
  '"" "',
  '#',
  '# 4711 or',
  '999999999999999999999999',
  '=1+1',
  'a'.repeat(5_000),
];

describe('the list of tickets', () => {
  it('finds a ticket by number, customer, contact, engineer, phone, and words of its story', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await twoCases(office);
    const browser = await office.as('supervisor');
    await browser.post('/tickets/4712/note', { text: 'the mirror in Hamburg is down' });
    expect(await numbersAt(browser, {})).toEqual(['4712', '4711']);
    for (const q of ['4711', '#4711', '# 4711', 'Erika', 'licence', '100234'])
      expect(await numbersAt(browser, { q }), q).toEqual(['4711']);
    for (const q of ['mirror', '"in Hamburg"', 'petra'])
      expect(await numbersAt(browser, { q }), q).toEqual(['4712']);
    expect(await numbersAt(browser, { q: 'Anna' })).toEqual(['4711']);
    const { number } = hotline.phones.erika;
    for (const q of [number, number.replace('+49', '0'), number.replace('+49', '+49 ')])
      expect(await numbersAt(browser, { q }), q).toContain('4711');
    expect(await numbersAt(browser, { q: 'nothing like it' })).toEqual([]);
  });

  it('is narrowed down by each filter, and says which could not be read', async () => {
    await using office = await openConsole();
    await twoCases(office);
    await office.hotline.database.query(
      `update tickets set kind = 'signature', signature = 'false-negative' where number = 4711`,
    );
    const browser = await office.as('engineer');
    expect(await numbersAt(browser, { status: 'answered' })).toEqual(['4711']);
    expect(await numbersAt(browser, { status: 'unanswered' })).toEqual(['4712']);
    expect(await numbersAt(browser, { kind: 'signature' })).toEqual(['4711']);
    expect(await numbersAt(browser, { severity: '2' })).toEqual([]);
    expect(await numbersAt(browser, { customer: '100234' })).toEqual(['4711']);
    expect(await numbersAt(browser, { engineer: 'anna' })).toEqual(['4711']);
    expect(await numbersAt(browser, { late: 'yes' })).toEqual([]);
    expect(await numbersAt(browser, { reopened: 'yes' })).toEqual([]);
    expect(await numbersAt(browser, { from: '2099-01-01' })).toEqual([]);
    expect(await numbersAt(browser, { until: '2099-01-01', sort: 'oldest' })).toEqual(['4711', '4712']);
    for (const query of [
      'from=yesterday',
      'from=2026-12-01&until=2026-11-01',
      'severity=9',
      'status=constructor',
      'kind=x',
      'sort=up',
      'late=no',
      'customer=Nobody+AG',
    ])
      expect((await browser.get(`/tickets?${query}`)).text, query).toContain('could not be read');
  });

  it('takes every naughty string, and a cursor of another order or of nobody', async () => {
    await using office = await openConsole();
    await twoCases(office);
    const browser = await office.as('supervisor');
    for (const text of NAUGHTY) {
      for (const name of ['q', 'customer', 'engineer', 'cursor']) {
        const page = await browser.get(`/tickets?${new URLSearchParams({ [name]: text })}`);
        expect(page.status, `${name}=${text}`).toBe(200);
        expect(page.text).not.toContain('<script>alert');
      }
    }
    const [_, ...others] = ['newest', 'oldest', 'due', 'severity'];
    for (const sort of others)
      expect((await browser.get(`/tickets?sort=${sort}&cursor=bmV3ZXN0ICA0NzEx`)).status).toBe(200);
    expect((await browser.get('/tickets?q[]=1&cursor[x]=2')).status).toBe(200);
  });

  it('goes on slice by slice in every order, each ticket once', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    for (let index = 0; index < 107; index++) {
      const severity = ((index % 4) + 1) as 1 | 2 | 3 | 4;
      await openTicket(hotline, { customerNumber: '100234', severity, secondsAgo: 60 * (index % 5) });
    }
    const browser = await office.as('auditor');
    for (const query of [
      '',
      'sort=oldest',
      'sort=due',
      'sort=severity',
      'q=100234',
      'q=100234&sort=severity',
    ]) {
      const seen: (string | undefined)[] = [];
      let address: string | undefined = `/tickets?${query}`;
      while (address) {
        const { text } = await browser.get(address);
        seen.push(...numbersOn(text));
        address = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
      }
      expect(seen, query).toHaveLength(107);
      expect(new Set(seen).size, query).toBe(107);
    }
    const file = await browser.get('/tickets.csv?severity=1');
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.text.trim().split('\r\n')).toHaveLength(1 + 27);
    await lookAway(hotline);
  });

  it('is no file by a filter that cannot be read: it would hold what was not asked for', async () => {
    await using office = await openConsole();
    await twoCases(office);
    const [supervisor, auditor] = [await office.as('supervisor'), await office.as('auditor')];
    for (const path of [
      '/tickets.csv?customer=Nobody+at+all',
      '/tickets.csv?from=yesterday',
      '/calls.csv?severity=9',
      '/figures/missed.csv?customer=Nobody+at+all',
      '/audit.csv?from=yesterday',
    ]) {
      const { status, headers, text } = await (path.startsWith('/audit') ? auditor : supervisor).get(path);
      expect([path, status, headers.get('content-type')]).toEqual([path, 422, 'text/html; charset=utf-8']);
      expect(text, path).toContain('could not be read');
    }
    const exported = (await auditOf(office)).filter(({ action }) => action.includes('exported'));
    expect(exported).toEqual([]);
  });

  it('is exported in the reader’s language by those who may, with what a spreadsheet would run made harmless', async () => {
    await using office = await openConsole();
    await twoCases(office);
    await office.hotline.database.query(
      `update customers set name = '=cmd|''x''!A1; "Co"' where number = '100234'`,
    );
    const supervisor = await office.as('supervisor');
    const { text } = await supervisor.get('/tickets.csv?q=4711', { 'accept-language': 'de' });
    expect(text.startsWith('Ticket;Stand;') || text.startsWith('\uFEFFTicket;Stand;')).toBe(true);
    expect(text).toContain(`4711;beantwortet;1;Problem;100234;"'=cmd|'x'!A1; ""Co""";`);
    expect(text).not.toContain('4712');
    expect((await (await office.as('engineer')).get('/tickets.csv')).status).toBe(403);
    expect(await auditOf(office)).toContainEqual(
      expect.objectContaining({ action: 'tickets-exported', detail: { searched: 'words' } }),
    );
  });
});

describe('a filter that somebody keeps', () => {
  it('is there for them alone, under its name, until they remove it', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    const kept = await browser.post('/tickets/filters', {
      name: 'Late <b>',
      late: 'yes',
      q: 'Erika',
      junk: 'x',
    });
    expect(kept.location).toBe('/tickets?q=Erika&late=yes&done=saved');
    const page = await browser.get('/tickets?q=Erika&late=yes');
    expect(page.text).toContain(
      '<a href="/tickets?q=Erika&amp;late=yes" aria-current="true">Late &lt;b&gt;</a>',
    );
    expect((await (await office.as('engineer')).get('/tickets?late=yes')).text).not.toContain('Late &lt;b');
    const [, remove = ''] = /action="(\/tickets\/filters\/[^"]+)"/.exec(page.text) ?? [];
    expect((await (await office.as('engineer')).post(remove, {})).status).toBe(404);
    expect((await browser.post(remove, hiddenFields(page.text, remove))).status).toBe(303);
    expect((await browser.get('/tickets?late=yes')).text).not.toContain('Late &lt;b');
  });

  it('is gone with the user who kept it: names may stand in it', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    await (await office.as('engineer')).post('/tickets/filters', { name: 'hers', q: 'Erika' });
    const [engineer] = await database.query<{ id: string }>(`select id from users where login = 'engineer'`);
    await (await office.as('administrator')).post(`/users/${engineer?.id}/remove`, {});
    expect(await database.query('select from saved_filters')).toEqual([]);
  });

  it('is one of twenty at most, and the same name says the newer one', async () => {
    await using office = await openConsole();
    const browser = await office.as('supervisor');
    for (let index = 1; index <= 20; index++)
      await browser.post('/tickets/filters', { name: `no. ${index}`, late: 'yes' });
    const over = await browser.post('/tickets/filters', { name: 'one more', late: 'yes' });
    expect((await browser.get(over.location ?? '')).text).toContain('You already have 20 saved filters');
    expect((await browser.post('/tickets/filters', { name: 'no. 1', status: 'open' })).location).toContain(
      'done=saved',
    );
    expect((await browser.get('/tickets')).text).toContain('<a href="/tickets?status=open" >no. 1</a>');
    expect((await browser.post('/tickets/filters', { name: '', late: 'yes' })).location).toBe(
      '/tickets?late=yes',
    );
  });
});
