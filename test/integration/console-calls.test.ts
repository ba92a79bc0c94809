import { describe, expect, it, vi } from 'vitest';
import { FLOW_RULES } from '../../src/app/flow-rules.ts';
import { loadFlows, SHIPPED_FLOWS } from '../../src/domain/flow-files/load.ts';
import { changeTicket } from '../../src/domain/tickets/ticket-store.ts';
import type { Db } from '../../src/platform/db/database.ts';
import { findCallPlaces } from '../../src/web/console/calls/call-log-store.ts';
import { csvLine } from '../../src/web/console/calls/csv.ts';
import { LANGUAGES } from '../../src/web/console/words/index.ts';
import { openConsole } from '../support/console.ts';
import { erikaCalls } from '../support/console-ways.ts';
import { criticalCase, ERIKA_PIN, openCase } from '../support/stories.ts';

/** What breaks careless pages; a selection in the spirit of the big list of naughty strings. */
const NAUGHTY = [
  '',
  ' ',
  '%',
  '_',
  '\\',
  "'; drop table calls; --",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\0',
  '\ud800',
  '()&|!:*',
  '"" "',
  '+49',
  '999999999999999999999999',
  '‮txet',
  '🤷‍♀️',
  '=1+1',
  'a'.repeat(5_000),
];

describe('the call log', () => {
  it('takes every naughty string as a search, and shows it harmlessly', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const browser = await office.as('supervisor');
    for (const text of NAUGHTY) {
      const query = new URLSearchParams({ q: text });
      const page = await browser.get(`/calls?${query}`);
      expect(page.status, text).toBe(200);
      expect(page.text).not.toContain('<script>alert');
      expect(page.text).not.toContain('<img src=x');
      expect((await browser.get(`/calls.csv?${query}`)).status).toBe(200);
    }
    for (const query of [
      'from=yesterday',
      'from=2026-12-01&until=2026-11-01',
      'severity=9',
      'outcome=constructor',
      'party=x',
      'until=2026-13-45',
    ]) {
      expect((await browser.get(`/calls?${query}`)).text).toContain('could not be read');
    }
    expect((await browser.get('/calls?cursor=nonsense&q[]=1&q=2')).status).toBe(200);
  });

  it('reads those who were missed from the end of their index, however many calls there are', async () => {
    await using office = await openConsole();
    const plan = await office.hotline.database.transaction(async (tx) => {
      // so few rows would be read whole, or sorted
      for (const way of ['seqscan', 'bitmapscan', 'sort']) await tx.query(`set local enable_${way} = off`);
      const explained: Db = { query: (sql, params) => tx.query(`explain ${sql}`, params) };
      const all = { party: null, severity: null, from: null, until: null, search: null };
      return findCallPlaces(explained, { ...all, outcome: 'missed' }, { cursor: null, limit: 50 });
    });
    const told = JSON.stringify(plan);
    expect(told).toContain('Scan Backward using calls_missed');
    // who was missed stands in the index, and is not read from where the call ended
    expect(told).not.toContain('visit');
  });

  it('finds a call by number, customer, contact, engineer, ticket and words, and by what came of it', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    await erikaCalls(office);
    const { number } = await hotline.ticket();
    await changeTicket(hotline.database, number, { text: 'The mail gateway rejects everything' });
    const stranger = await hotline.line.phone('+493023125990').dial();
    await stranger.hangUp();
    const browser = await office.as('supervisor');
    const found = async (query: string) => {
      const { text } = await browser.get(`/calls?${query}`);
      return text.split('<tr>').filter((row) => row.includes('<td')).length;
    };
    const all = await found('');
    expect(all).toBeGreaterThan(1);
    const deps = ['125101', '5-101', '030 2312510', '0049 30 23125101', '(030) 23125/101'];
    for (const q of [
      '030 23125-101',
      '+493023125101',
      ...deps,
      'musterwerk',
      '100234',
      'Erika',
      number,
      'gateway',
    ]) {
      const count = await found(new URLSearchParams({ q }).toString());
      expect(count, q).toBeGreaterThan(0);
      expect(count, q).toBeLessThan(all);
    }
    expect(await found('q=nobody-is-called-so')).toBe(0);
    expect(await found('q=9999999')).toBe(0);
    await hotline.database.query('update calls set from_number = null, to_number = null');
    expect(await hotline.database.query('select from call_numbers')).toEqual([]);
    expect(await found('outcome=missed')).toBe(1);
    expect(await found('outcome=unverified')).toBe(1);
    expect(await found('outcome=abandoned')).toBe(0);
    expect(await found('severity=1&party=caller')).toBe(1);
    expect(await found('severity=4')).toBe(0);
    expect(await found('from=2026-11-23&until=2026-11-23')).toBe(all);
    expect(await found('from=2026-11-24')).toBe(0);
  });

  it('names in each link who called, for those who go from link to link', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const { text } = await (await office.as('supervisor')).get('/calls');
    expect(text).toMatch(/<a href="\/calls\/CA\w+">[^<]+<span class="hidden">, Erika Beispiel<\/span><\/a>/);
  });

  it('tells the steps of a call by what keys mean, never by what was entered', async () => {
    await using office = await openConsole();
    const call = await erikaCalls(office);
    const page = (await (await office.as('supervisor')).get(`/calls/${call.sid}`)).text;
    expect(page).toContain('PIN: digits keyed in');
    expect(page).toContain('main menu: problem or service request');
    expect(page).toContain('severity: 1 critical');
    expect(page).not.toContain(ERIKA_PIN);
  });

  it('has words for every state, key and outcome of the shipped flows, in each language', () => {
    const { script } = loadFlows(SHIPPED_FLOWS, FLOW_RULES);
    const states = [...script.flows.values()].flatMap((flow) => Object.entries(flow.states));
    for (const { language, states: named = {}, outcomes = {} } of script.prompts.values()) {
      const missing = states.flatMap(([name, state]) => {
        const keys = 'keys' in state ? Object.keys(state.keys) : [];
        const ends = state.type === 'run' ? Object.keys(state.transitions) : [];
        const means = named[name]?.keys;
        return [
          ...(Object.hasOwn(named, name) ? [] : [name]),
          ...keys
            .filter((key) => typeof means !== 'string' && means?.[key] === undefined)
            .map((key) => `${name} ${key}`),
          ...ends.filter((end) => !Object.hasOwn(outcomes, end)),
        ];
      });
      expect([...new Set(missing)], language).toEqual([]);
    }
    expect([...script.prompts.keys()]).toEqual(
      expect.arrayContaining(LANGUAGES.map(({ language }) => language)),
    );
  });

  it('is written to a file in which no cell is a formula', async () => {
    expect(csvLine(['=1+1', '+49', '-1', '@x', '\tx', 'a,b', 'say "x"', -5, null, 'plain'], ',')).toBe(
      `'=1+1,'+49,'-1,'@x,'\tx,"a,b","say ""x""",-5,,plain\r\n`,
    );
    await using office = await openConsole();
    const { hotline } = office;
    await erikaCalls(office);
    await hotline.database.query(`update customers set name = '=HYPERLINK("x")' where number = '100234'`);
    const file = await (await office.as('supervisor')).get('/calls.csv?party=caller');
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename=calls-2026-11-23.csv');
    expect(file.text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(file.text.split('\r\n')[0]).toContain('begun,ended,seconds');
    expect(file.text).toContain(',inbound,from customers,');
  });

  it('says in the file what it says on the page, in the language of whoever asks', async () => {
    await using office = await openConsole();
    await erikaCalls(office);
    const supervisor = await office.as('supervisor');
    await supervisor.get('/?lang=de');
    const [, call = ''] = (await supervisor.get('/calls.csv?party=caller')).text.split('\r\n');
    expect(call).toContain(';eingehend;von Kunden;');
    expect(call).toContain(';beendet;');
  });
});

describe('a recording', () => {
  it('is played in the pieces a player asks for, and the listening is on record once', async () => {
    await using office = await openConsole();
    const { hotline } = office;
    const call = await openCase(hotline.phones.erika, { pin: ERIKA_PIN, severity: 2 });
    await call.hangUp();
    hotline.phones.anna.newSms();
    const recording = `RE${'7'.repeat(32)}`;
    vi.spyOn(hotline.app.carrier, 'fetchRecording').mockImplementation(async () => ({
      body: new Blob(['0123456789']).stream(),
      contentType: 'audio/wav',
      bytes: 10,
    }));
    await changeTicket(hotline.database, (await hotline.ticket()).number, { recordingSid: recording });
    const browser = await office.as('supervisor');
    const piece = (range: string) => browser.get(`/recordings/${recording}`, { range });
    const auditor = await office.as('auditor');
    // who asks what there is has heard and seen nothing
    expect((await browser.head(`/recordings/${recording}`)).status).toBe(200);
    const ticket = `/tickets/${(await hotline.ticket()).number}`;
    expect((await browser.head(ticket)).status).toBe(200);
    const unheard = (await auditor.get('/audit')).text;
    expect(unheard).not.toContain('<td>listened to a recording');
    expect(unheard).not.toContain('<td>looked at a ticket');
    expect(await browser.get(`/recordings/${recording}`)).toMatchObject({ status: 200, text: '0123456789' });
    const middle = await piece('bytes=2-4');
    expect(middle).toMatchObject({ status: 206, text: '234' });
    expect(middle.headers.get('content-range')).toBe('bytes 2-4/10');
    expect((await piece('bytes=7-')).text).toBe('789');
    expect((await piece('bytes=50-')).status).toBe(416);
    const trail = (await auditor.get('/audit')).text;
    expect(trail.split('<td>listened to a recording')).toHaveLength(2);
  });
});

it('an engineer who rings to hear what is open for them was not missed, and is no customer', async () => {
  await using office = await openConsole();
  const { anna, erika } = office.hotline.phones;
  const supervisor = await office.as('supervisor');
  const found = async (query: string) => {
    const { text } = await supervisor.get(`/calls?${query}`);
    return text.split('<tr>').filter((row) => row.includes('<td'));
  };
  const nothingOpen = await anna.dial();
  expect((await supervisor.get('/')).text).toContain('<small>from engineers</small>');
  expect(nothingOpen.state).toBe('engineer-none');
  await nothingOpen.hangUp();
  await criticalCase(erika);
  anna.sms();
  // they hear it to its end, and say nothing
  const oneOpen = await anna.dial();
  while (oneOpen.status === 'in-progress') await oneOpen.silence();
  expect(await found('outcome=missed')).toEqual([]);
  expect(await found('outcome=unverified')).toEqual([]);
  const rows = await found('q=anna');
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row).toMatch(/<b>Anna Weber<\/b><small>from engineers<\/small>/);
  expect(rows.join('')).not.toContain('pill missed');
  await anna.sendSms('A 4711');
  anna.sms();
});
