import { expect, it } from 'vitest';
import { ROLES } from '../../src/domain/users/user.ts';
import { type Browser, openConsole } from '../support/console.ts';
import { auditOf, twoCases } from '../support/console-ways.ts';

const NAUGHTY = [
  '%',
  '_',
  '\\',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '\0',
  '\ud800',
  '()&|!:*',
  '#',
  '+',
  '99999999999999999999',
  'a'.repeat(5_000),
];

/** The addresses that a search leads to, in its order. */
async function hitsOf(browser: Browser, q: string, path = '/search/hits'): Promise<string[]> {
  const { status, text } = await browser.get(`${path}?${new URLSearchParams({ q })}`);
  expect(status, q).toBe(200);
  const hits = path === '/search' ? (text.split('class="card hits"')[1] ?? '').split('<nav')[0] : text;
  return [...(hits ?? '').matchAll(/<a href="([^"]+)"/g)].map(([, to = '']) => to);
}

it('one search finds a ticket, a customer, a contact, an engineer and a call, however they are named', async () => {
  await using office = await openConsole();
  const { phones } = office.hotline;
  await twoCases(office);
  const browser = await office.as('engineer');
  for (const q of ['4712', '#4712', ' # 4712 '])
    expect((await hitsOf(browser, q))[0], q).toBe('/tickets/4712');
  expect(await hitsOf(browser, 'Muster')).toContain('/registry/customers/100234');
  expect((await hitsOf(browser, '100234'))[0]).toBe('/tickets/4711');
  expect(await hitsOf(browser, '100234')).toContain('/registry/customers/100234');
  expect(await hitsOf(browser, 'erika')).toContain('/registry/customers/100234');
  expect(await hitsOf(browser, 'ann')).toContain('/registry/engineers/anna');
  expect((await hitsOf(browser, 'licence'))[0]).toBe('/tickets/4711');
  const { number } = phones.erika;
  for (const q of [
    number,
    number.replace('+49', '0'),
    number.replace('+49', '0049 '),
    `+49 ${number.slice(3)}`,
  ]) {
    const hits = await hitsOf(browser, q);
    expect(hits, q).toEqual(expect.arrayContaining(['/tickets/4711', '/registry/customers/100234']));
    expect(
      hits.some((to) => to.startsWith('/calls/CA')),
      q,
    ).toBe(true);
  }
  // as a signature writes it, a phone hands it out, and a part of it
  const part = number.slice(3, 9);
  for (const q of [`+49 (0)${part}`, `0${part.slice(0, 2)}\u2013${part.slice(2)}`, `\u202a+49 ${part}\u202c`])
    expect(await hitsOf(browser, q), q).toContain('/registry/customers/100234');
  // whom nobody has rung yet is found by their phone all the same
  expect(await hitsOf(browser, phones.ben.number)).toContain('/registry/engineers/ben');
});

it('a name is found in whichever way its letters are made up, and beside what nobody sees', async () => {
  await using office = await openConsole();
  await office.hotline.database.query(`update customers set name = 'Müller & Söhne' where number = '100234'`);
  await twoCases(office);
  const browser = await office.as('supervisor');
  for (const q of ['Söhne', 'SÖHNE', 'So\u0308hne', '\u200bSöh', 'Mu\u0308ller']) {
    expect(await hitsOf(browser, q), q).toContain('/registry/customers/100234');
    const asked = new URLSearchParams({ q, customer: q });
    for (const path of ['/calls', '/tickets', '/registry/customers'])
      expect((await browser.get(`${path}?${asked}`)).text, `${path} ${q}`).toContain('Müller &amp; Söhne');
    expect((await browser.get(`/figures?${asked}`)).text).not.toContain('role="alert"');
  }
});

it('a name is found as it is seen, whichever space stands in it', async () => {
  await using office = await openConsole();
  await office.hotline.database.query(
    `update customers set name = 'Zwei  Räume\u00a0GmbH_1' where number = '100234'`,
  );
  await twoCases(office);
  const browser = await office.as('supervisor');
  for (const q of ['Zwei Räume GmbH', 'zwei räume', 'Räume\u2009GmbH']) {
    expect(await hitsOf(browser, q), q).toContain('/registry/customers/100234');
    const asked = new URLSearchParams({ q, customer: q });
    for (const path of ['/calls', '/tickets', '/registry/customers'])
      expect((await browser.get(`${path}?${asked}`)).text, `${path} ${q}`).toContain('GmbH_1');
    expect((await browser.get(`/figures?${asked}`)).text).not.toContain('role="alert"');
  }
  expect(await hitsOf(browser, 'GmbH%1')).not.toContain('/registry/customers/100234');
});

it('a name is found by each of its spellings, in every list and search, as are words of a ticket', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  await database.query(`update customers set name = 'Müller & Søn Straßenbau' where number = '100234'`);
  await database.query(`update contacts set name = 'Sören Aerzte' where name = 'Erika Beispiel'`);
  await database.query(`update engineers set name = 'Zoë Łuczak-Samuel' where key = 'ben'`);
  await twoCases(office);
  await database.query(`update tickets set text = 'Der Schlüssel für Größe 7 klemmt' where number = '4711'`);
  const browser = await office.as('supervisor');
  for (const q of [
    'mueller',
    'Muller',
    'MÜLLER',
    'strassenbau',
    'STRAẞENBAU',
    'Soen',
    'Søn',
    'son str',
    'Muel',
  ]) {
    expect(await hitsOf(browser, q), q).toContain('/registry/customers/100234');
    const asked = new URLSearchParams({ q, customer: q });
    for (const path of ['/calls', '/tickets', '/registry/customers'])
      expect((await browser.get(`${path}?${asked}`)).text, `${path} ${q}`).toContain('Müller &amp; Søn');
    expect((await browser.get(`/figures?${asked}`)).text, q).not.toContain('role="alert"');
  }
  const administrator = await office.as('administrator');
  for (const q of ['Soeren', 'soren', 'Søren', 'Ärzte', 'arzte', 'So\u0308ren Ärzte']) {
    expect(await hitsOf(browser, q), q).toContain('/registry/customers/100234');
    expect((await browser.get(`/registry/customers?${new URLSearchParams({ q })}`)).text, q).toContain(
      '100234',
    );
    expect((await administrator.post('/privacy/person', { who: q })).text, q).toContain('Sören Aerzte');
  }
  for (const q of ['zoe', 'Luczak', 'samuel', 'el'])
    expect(await hitsOf(browser, q), q).toContain('/registry/engineers/ben');
  for (const q of ['schluessel', 'SCHLÜSSEL', 'schlussel groesse', 'Grosse'])
    expect(await hitsOf(browser, q), q).toContain('/tickets/4711');
  for (const q of ['Miller', 'Mullerin', 'Sorensen'])
    expect(await hitsOf(browser, q), q).not.toContain('/registry/customers/100234');
});

it('the audit trail finds whoever did something by each spelling of their name', async () => {
  await using office = await openConsole();
  await office.hotline.database.query(`update users set name = 'Jörg Strauß' where login = 'supervisor'`);
  await (await office.as('supervisor')).get('/search?q=Erika');
  const auditor = await office.as('auditor');
  for (const typed of ['Joerg', 'jorg', 'Strauss', 'STRAUẞ'])
    for (const field of ['who', 'q']) {
      const { text } = await auditor.get(`/audit?${new URLSearchParams({ [field]: typed })}`);
      expect(text, `${field} ${typed}`).toMatch(/<td[^>]*>[\s\S]*?Jörg Strauß/);
    }
  expect((await auditor.get('/audit?who=Jurg')).text).not.toMatch(/<td[^>]*>[\s\S]*?Jörg Strauß/);
});

it('words of tickets are looked up in an index, however they are spelt', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const plan = await database.transaction(async (tx) => {
    await tx.query('set local enable_seqscan = off');
    return tx.query<Record<string, string>>(`explain select number from tickets
      where to_tsvector('simple', search_folded(coalesce(text, '') || ' ' || coalesce(transcript, '')))
        @@ websearch_to_tsquery('simple', search_folded('Schlüssel'))`);
  });
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('tickets_in_words');
});

it('the page of a search reads without scripts, and says the same as the dialog', async () => {
  await using office = await openConsole();
  await twoCases(office);
  const browser = await office.as('auditor');
  for (const q of ['4711', 'Erika', 'Muster'])
    expect(await hitsOf(browser, q, '/search')).toEqual(await hitsOf(browser, q));
  expect((await browser.get('/search')).text).not.toContain('Nothing found');
  expect((await browser.get('/search?q=nobody-is-called-so')).text).toContain('Nothing found.');
  expect((await browser.get('/')).text).toContain('<a class="find" href="/search"');
});

it('takes every naughty string, of every role, and writes down that somebody searched, not for what', async () => {
  await using office = await openConsole();
  await twoCases(office);
  for (const role of ROLES) {
    const browser = await office.as(role);
    for (const q of NAUGHTY) {
      const { status, text } = await browser.get(`/search?${new URLSearchParams({ q })}`);
      expect(status, q).toBe(200);
      expect(text).not.toContain('<script>alert');
    }
  }
  const searched = (await auditOf(office)).filter(({ action }) => action === 'all-searched');
  expect(searched).toHaveLength(ROLES.length);
  expect(searched[0]?.detail).toEqual({});
});

it('numbers are found in every form of digits', async () => {
  await using office = await openConsole();
  await twoCases(office);
  const supervisor = await office.as('supervisor');
  const wide = (digits: string) =>
    encodeURIComponent(digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))));
  const pages = [
    `/tickets?customer=${wide('100234')}`,
    `/tickets?q=${wide('4711')}`,
    `/tickets?q=%23${wide('4711')}`,
  ];
  for (const path of pages) expect((await supervisor.get(path)).text, path).toContain('href="/tickets/4711"');
  const figures = await supervisor.get(`/figures?customer=${wide('100234')}`);
  expect(figures.text).not.toContain('could not be read');
});
