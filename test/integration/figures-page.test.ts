import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/web/console/words/index.ts';
import { openConsole } from '../support/console.ts';
import { twoCases } from '../support/console-ways.ts';

describe('the page of figures', () => {
  it.each(['supervisor', 'engineer', 'administrator', 'auditor'] as const)('is for the %s', async (role) => {
    await using office = await openConsole();
    const browser = await office.as(role);
    const page = await browser.get('/figures');
    expect(page.status).toBe(200);
    expect(page.text).toContain('No ticket was due.');
    expect(page.text).not.toContain('Every promise was kept.');
    const file = await browser.get('/figures/attainment.csv');
    expect(file.status).toBe(role === 'engineer' ? 403 : 200);
  });

  it('tells each figure in a sentence, a drawing and a table, in every language', async () => {
    await using office = await openConsole();
    await twoCases(office);
    const browser = await office.as('supervisor');
    for (const { language, figures } of LANGUAGES) {
      const { text } = await browser.get('/figures', { 'accept-language': language });
      expect(text).toContain(`<html lang="${language}"`);
      expect(text).toContain(figures.inTime(1, 1));
      expect(text).toContain('<svg class="chart"');
      // scripts come from files of our own: none is written into the page
      expect(text).not.toMatch(
        / style=| on\w+=|<style|<script(?! type="module" src="\/assets\/[\w-]+\.js"><\/script>)/,
      );
    }
  });

  it('keeps its filters in the address, and takes a customer by name', async () => {
    await using office = await openConsole();
    await twoCases(office);
    const browser = await office.as('supervisor');
    const { text } = await browser.get('/figures?customer=musterwerk&severity=1&period=7-days');
    expect(text).toContain('1 of 1 ticket was answered in time.');
    // which of those whose name has it in it
    expect(text).toMatch(/ · Musterwerk AG<\/p>/);
    expect((await browser.get('/figures?customer=kanzlei')).text).toContain(' · Kanzlei Nord</p>');
    expect(text).toContain('period=30-days&amp;severity=1&amp;customer=musterwerk'.split('&amp;')[0]);
    expect((await browser.get('/figures?severity=4')).text).toContain('No ticket was due.');
    // a plan that nobody has is no plan without misses
    expect((await browser.get('/figures?plan=gold')).text).toContain('role="alert"');
    expect((await browser.get('/figures/plan.csv?plan=gold')).status).toBe(422);
    expect((await browser.get('/figures?plan=enhanced')).text).not.toContain('role="alert"');
    expect((await browser.get('/figures?customer=nobody+of+that+name')).text).toContain('role="alert"');
    for (const typed of ["'; drop table tickets; --", '\0', '%', '"><script>', 'a'.repeat(5_000)]) {
      for (const name of ['customer', 'plan', 'from', 'until', 'by', 'period', 'severity']) {
        const page = await browser.get(`/figures?${new URLSearchParams({ [name]: typed })}`);
        expect(page.status).toBe(200);
        expect(page.text).not.toContain('"><script>');
      }
    }
  });

  it('tells customers of one name apart by their numbers, and one who has left gives way to who came back', async () => {
    await using office = await openConsole();
    await twoCases(office);
    await office.hotline.database.query(
      `with back as (insert into customers (number, name, plan, calendar, seats, valid_from, valid_until)
         select '700001', name, plan, calendar, seats, valid_from, valid_until from customers where number = '100234' returning number),
       gone as (update customers set retired_at = $1 where number = '100234')
       insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar, escalation,
         opened_at, window_from, respond_by, clock, closed_at, missed_at, paging_from)
       select 'problem', 1, 'closed', 'phone', true, number, 'de', 'enhanced', 1, 'munich', 'front-line', $1, $1, $1, 'always', $1, $1, $1
       from back`,
      [new Date(Date.now() - 60_000)],
    );
    const browser = await office.as('supervisor');
    const page = (await browser.get('/figures')).text;
    expect(page).toMatch(/<a [^>]*customer=100234[^>]*>Musterwerk AG \(100234\)<\/a>/);
    expect(page).toMatch(/<td class="">Musterwerk AG \(700001\)<\/td>/);
    const fileOf = async (key: string) => (await browser.get(`/figures/${key}.csv`)).text;
    expect(await fileOf('customer')).toContain('\r\nMusterwerk AG (100234),1,0,0,1,1\r\n');
    expect(await fileOf('missed')).toContain(',Musterwerk AG (700001),');
    const named = (await browser.get('/figures?customer=Musterwerk+AG')).text;
    expect(named).toMatch(/ · Musterwerk AG \(700001\)<\/p>/);
    expect(named).toContain('0 of 1 ticket');
  });

  it('tells plans and engineers of one name apart by their keys, also those of before', async () => {
    await using office = await openConsole();
    await twoCases(office);
    await office.hotline.database.query(
      `with plan as (update plans set definition = definition || '{"title": "Premium"}' where name in ('enhanced', 'standard'))
       insert into engineers (key, name, phones, languages, retired_at) select 'anna-2', name, '{}', languages, $1 from engineers where key = 'anna'`,
      [new Date()],
    );
    const browser = await office.as('supervisor');
    expect((await browser.get('/figures/plan.csv')).text).toContain('Premium (enhanced),1,0,0,1,1');
    const list = await browser.get('/tickets.csv');
    expect(list.text).toContain(',Anna Weber (anna),');
    expect(list.text).toContain(',Premium (enhanced)\r\n');
    const page = (await browser.get('/tickets')).text;
    expect(page).toMatch(/<option value="anna-2"[^>]*>Anna Weber \(anna-2\)<\/option>/);
  });

  it('says by which days it counts, where the customer’s own report counts by others', async () => {
    const directory = (usual: string) =>
      usual
        .replace(
          'plans:\n',
          '  york: { timezone: America/New_York, hours: { mon-fri: "09:00-17:00" } }\nplans:\n',
        )
        .replace(/(name: Kanzlei Nord.*?)calendar: munich/s, '$1calendar: york');
    await using office = await openConsole({ directory });
    const browser = await office.as('supervisor');
    const said = async (query: string, language = 'en') =>
      (await browser.get(`/figures${query}`, { 'accept-language': language })).text.includes(
        language === 'de'
          ? 'nach seinem Kalender, in America/New_York'
          : 'by their calendar, in America/New_York',
      );
    expect(await said('?customer=300100')).toBe(true);
    expect(await said('?customer=300100', 'de')).toBe(true);
    expect(await said('?customer=100234')).toBe(false);
    expect(await said('')).toBe(false);
  });

  it('hands out each table as a file, and writes that down', async () => {
    await using office = await openConsole();
    await twoCases(office);
    const browser = await office.as('administrator');
    const file = await browser.get('/figures/customer.csv?severity=1');
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(file.text).toContain('Musterwerk AG,1,0,0,1,1');
    expect((await browser.get('/figures/nothing.csv')).status).toBe(404);
    expect((await browser.get('/audit')).text).toContain('exported figures');
  });

  it('counts every miss and every customer in the file, however few of them the page shows', async () => {
    await using office = await openConsole();
    const { database } = office.hotline;
    await database.query(
      `insert into customers (number, name, plan, calendar, seats, valid_from, valid_until)
       select '5' || n, 'Werk ' || n, plan, calendar, seats, valid_from, valid_until
       from customers cross join generate_series(1, 230) n where number = '100234'`,
    );
    await database.query(
      `insert into tickets (kind, severity, status, channel, verified, customer_number, language, plan, priority, calendar, escalation,
         opened_at, window_from, respond_by, clock, closed_at, missed_at, paging_from)
       select 'problem', 1, 'closed', 'phone', true, '5' || (1 + n % 230), 'de', 'enhanced', 1, 'munich', 'front-line',
         due - interval '30 min', due - interval '30 min', due, 'always', due, due, due
       from generate_series(1, 620) n cross join lateral (select $1::timestamptz - n * interval '5 min' as due) each`,
      [new Date()],
    );
    const browser = await office.as('supervisor');
    const { text } = await browser.get('/figures?period=7-days');
    expect(text).toContain('0 late, 620 without an answer');
    expect(text).toContain('Most often: not paged before the deadline, 500 of the latest 500.');
    expect(text).toContain('… and 570 more in the file');
    expect(text).toContain('… and 30 more in the file');
    const linesOf = async (key: string) =>
      (await browser.get(`/figures/${key}.csv?period=7-days`)).text.trim().split('\r\n').slice(1);
    expect(await linesOf('missed')).toHaveLength(620);
    expect(await linesOf('customer')).toHaveLength(230);
    expect(await linesOf('reasons')).toEqual(['not paged before the deadline,620']);
    // as the other lists have it: German spreadsheets would take 0.5 for a date, and a comma for a decimal
    await database.query(
      'update tickets set missed_at = null, answered_at = respond_by where number % 2 = 0',
    );
    const german = await browser.get('/figures/severity.csv?period=7-days', { 'accept-language': 'de' });
    expect(german.text).toContain('1 Kritisch;310;0;310;620;"0,5"\r\n');
  });
});
