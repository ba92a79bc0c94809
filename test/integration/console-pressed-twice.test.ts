import { expect, it } from 'vitest';
import { createWishedMail } from '../../src/domain/monthly-reports/report-mail-store.ts';
import { findSchedule } from '../../src/domain/plans/rule-store.ts';
import { openConsole } from '../support/console.ts';
import { allFields } from '../support/registry.ts';
import { criticalCase } from '../support/stories.ts';

it('a button that is pressed again while its first press is under way acts once, and both are answered', async () => {
  await using office = await openConsole();
  const { database } = office.hotline;
  const administrator = await office.as('administrator');
  const twice = async (path: string, fields: Record<string, string>) => {
    const [first, second] = await Promise.all([
      administrator.post(path, fields),
      administrator.post(path, fields),
    ]);
    expect([second.status, second.location, second.text]).toEqual([first.status, first.location, first.text]);
    return first;
  };
  const nora = { login: 'nora', name: 'Nora Neu', role: 'auditor', engineer: '' };
  expect((await twice('/users', nora)).text, 'the password that holds').toMatch(/(\w{4}-){3}\w{4}/);
  const plan = allFields((await administrator.get('/registry/new/plans?copy=enhanced')).text);
  await twice('/registry/new/plans', { ...plan, name: 'Gold', do: 'accept' });
  expect(await database.query(`select name from plans where name like 'gold%'`)).toEqual([{ name: 'gold' }]);
  await criticalCase(office.hotline.phones.erika);
  await twice('/tickets/4711/note', { text: 'They are with us.' });
  // what is said once more a while later is said once more
  await administrator.post('/tickets/4711/note', { text: 'They are with us.' });
  expect(await database.query(`select from ticket_events where kind = 'progress'`)).toHaveLength(2);
  for (const phone of Object.values(office.hotline.phones)) phone.sms();
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
