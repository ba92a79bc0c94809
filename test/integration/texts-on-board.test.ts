import { expect, test } from 'vitest';
import { openConsole } from '../support/console.ts';

test('a text without a ticket stands on the board until somebody has read it, and in the call log', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const { erika, supervisor: phone } = hotline.phones;
  const supervisor = await office.as('supervisor');
  const look = async (path: string) => (await supervisor.get(path)).text;
  expect(await look('/')).toContain('No unread messages.');

  await erika.sendSms('Der Drucker <b>klemmt</b>');
  await hotline.line.phone('+4917099999999').sendSms('Hallo?');
  for (const each of [erika, phone]) each.sms();
  const board = await look('/');
  expect(board).toContain('Der Drucker &lt;b&gt;klemmt');
  expect(board).toMatch(/Erika Beispiel[\s\S]*Musterwerk AG/);
  expect(board).toMatch(/\+4917099999999[\s\S]*unknown number/);

  const [, action = ''] = /action="(\/texts\/[^"]+\/read)"/.exec(board) ?? [];
  expect(await supervisor.post(action, {})).toMatchObject({ status: 303, location: '/' });
  expect(await look('/')).not.toContain('Der Drucker');
  expect(await look('/calls')).toMatch(/Text messages without a ticket[\s\S]*Der Drucker/);
  expect(await supervisor.post('/texts/nonsense/read', {})).toMatchObject({ status: 404 });
  const auditor = await office.as('auditor');
  expect((await auditor.get('/audit')).text).toContain('read a message');
  expect(await auditor.post(action, {})).toMatchObject({ status: 403 });
});
