import { expect, it } from 'vitest';
import { createWishedMail } from '../../src/domain/monthly-reports/report-mail-store.ts';
import { findSchedule } from '../../src/domain/plans/rule-store.ts';
import { type Browser, openConsole, type Reply } from '../support/console.ts';
import { allFields } from '../support/registry.ts';
import { criticalCase } from '../support/stories.ts';

/** What a form of a page carries beside what is typed into it. */
const pressOn = (page: string) => /name="press" value="([^"]+)"/.exec(page)?.[1] ?? '';

/** A form of a page, sent twice: at once, and again when both are answered. */
const pressThrice = async (browser: Browser, page: string, to: string, typed: Record<string, string>) => {
  const fields = { ...typed, press: pressOn((await browser.get(page)).text) };
  const atOnce = await Promise.all([browser.post(to, fields), browser.post(to, fields)]);
  const [first, ...again] = [...atOnce, await browser.post(to, fields)];
  const said = ({ status, location, text }: Reply) => [status, location, text.replaceAll(pressOn(text), '')];
  for (const one of again) expect(said(one), to).toEqual(said(first));
  return first;
};

it('a form that is sent again acts once, and is answered as the first time', async () => {
  await using office = await openConsole();
  const { database, phones } = office.hotline;
  const administrator = await office.as('administrator');
  const press = (...[page, to, typed]: [string, string, Record<string, string>]) =>
    pressThrice(administrator, page, to, typed);
  const nora = { login: 'nora', name: 'Nora Neu', role: 'auditor', engineer: '' };
  const { text: shown } = await press('/users/new', '/users', nora);
  const password = /\b(\w{4}-){3}\w{4}\b/.exec(shown)?.[0] ?? '';
  expect((await office.nobody().signIn('nora', password)).location, 'it holds').toBe('/');
  const kept = await database.query<{ answer: Buffer }>('select answer from presses');
  expect(kept.map(({ answer }) => answer.includes(password))).toEqual([false]);
  const plan = allFields((await administrator.get('/registry/new/plans?copy=enhanced')).text);
  await press('/registry/new/plans', '/registry/new/plans', { ...plan, name: 'Gold', do: 'accept' });
  expect(await database.query(`select name from plans where name like 'gold%'`)).toEqual([{ name: 'gold' }]);
  await press('/shifts/feeds', '/shifts/feeds', { what: 'all' });
  expect(await database.query('select from calendar_feeds')).toHaveLength(1);
  await criticalCase(phones.erika);
  const note = ['/tickets/4711', '/tickets/4711/note', { text: 'They are with us.' }] as const;
  await press(...note);
  const notes = () => database.query(`select from ticket_events where kind = 'progress'`);
  expect(await notes()).toHaveLength(1);
  // the page drawn anew, the same words are a second note
  await press(...note);
  expect(await notes()).toHaveLength(2);
  for (const phone of Object.values(phones)) phone.sms();
});

it('other words from a page that was gone back to, or another session, are no second press', async () => {
  await using office = await openConsole();
  const { database, phones } = office.hotline;
  const [engineer, supervisor] = [await office.as('engineer'), await office.as('supervisor')];
  await criticalCase(phones.erika);
  const press = pressOn((await engineer.get('/tickets/4711')).text);
  await engineer.post('/tickets/4711/note', { text: 'One.', press });
  await engineer.post('/tickets/4711/note', { text: 'Two.', press });
  await supervisor.post('/tickets/4711/note', { text: 'Two.', press });
  expect(await database.query(`select from ticket_events where kind = 'progress'`)).toHaveLength(3);
  // one that failed has done nothing, and is done when it comes again
  await database.query('alter table ticket_events rename to away');
  expect((await engineer.post('/tickets/4711/note', { text: 'Three.', press })).status).toBe(500);
  await database.query('alter table away rename to ticket_events');
  await engineer.post('/tickets/4711/note', { text: 'Three.', press });
  expect(await database.query(`select from ticket_events where kind = 'progress'`)).toHaveLength(4);
  // its process ended before the answer was kept
  await database.query('update presses set answer = null');
  const { text } = await engineer.post('/tickets/4711/note', { text: 'Three.', press });
  expect(text).toContain('This has been done already');
  expect(await database.query(`select from ticket_events where kind = 'progress'`)).toHaveLength(4);
  for (const phone of Object.values(phones)) phone.sms();
});

it('what was pressed is forgotten once the session in which it was must be over', async () => {
  await using office = await openConsole();
  const { database, pass } = office.hotline;
  const supervisor = await office.as('supervisor');
  const press = pressOn((await supervisor.get('/tickets')).text);
  await supervisor.post('/tickets/filters', { name: 'Mine', severity: '1', press });
  expect(await database.query('select from presses')).toHaveLength(1);
  await pass({ hours: 8 * 24 });
  await office.as('auditor');
  expect(await database.query('select from presses')).toEqual([]);
});

it('two files that are sent at once are two: each is answered for itself', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const look = (name: string) => {
    const fields = new FormData();
    const head = 'Kundennummer;Kunde;Plan;Kalender;Gültig ab;Gültig bis;Ansprechpartner;Telefon 1;Sprache';
    const row = `555;${name};enhanced;munich;01.01.2026;31.12.2027;Jo Muster;+4915228817401;de`;
    fields.set('file', new Blob([`${head}\n${row}`]), 'table.csv');
    return supervisor.postForm('/registry/import', fields);
  };
  const names = ['Alpha Works', 'Beta Works'];
  const shown = await Promise.all(names.map(look));
  for (const [nth, { text }] of shown.entries()) expect(text).toContain(names[nth]);
});

it('an override is put in once, however often its form is sent; over another one it holds again', async () => {
  await using office = await openConsole();
  const supervisor = await office.as('supervisor');
  const put = async (engineer: string) => {
    const christmas = { engineer, from: '2026-12-24T08:00', until: '2026-12-27T08:00' };
    await office.hotline.pass({ seconds: 1 });
    const reply = await supervisor.post('/registry/schedules/front/overrides', christmas);
    expect(reply.location).toContain('done=overridden');
    return (await findSchedule(office.hotline.database, 'front'))?.overrides.map((one) => one.engineer);
  };
  expect(await put('carla')).toEqual(['carla']);
  expect(await put('carla')).toEqual(['carla']);
  expect(await put('ben')).toHaveLength(2);
  expect(await put('carla')).toHaveLength(3);
});

it('an answer that is on its way to the customer is not sent again', async () => {
  await using office = await openConsole();
  const { phones, settle } = office.hotline;
  await criticalCase(phones.erika);
  for (const phone of Object.values(phones)) phone.sms();
  const engineer = await office.as('engineer');
  const answer = { text: 'The licence ran out.', how: 'qualified-answer' };
  await engineer.post('/tickets/4711/answer', answer);
  await engineer.post('/tickets/4711/answer', answer);
  await settle();
  expect(phones.erika.newSms().filter((text) => text.includes('licence'))).toHaveLength(1);
  for (const phone of Object.values(phones)) phone.sms();
});

it('a report that is to go out anyway is not sent twice', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  await database.query(`update customers set report_to = 'it@customer.example'`);
  const wish = () =>
    createWishedMail(database, { customer: '100234', month: '2026-10', by: 'erika' }, new Date());
  expect(await wish()).toBe(await wish());
  expect(await database.query('select from report_mails')).toHaveLength(1);
});
