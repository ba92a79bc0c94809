import { expect, test } from 'vitest';
import { openConsole } from '../support/console.ts';
import { ERIKA_PIN } from '../support/stories.ts';

const SUNDAY = '2026-11-22T11:00:00+01:00';
const REQUEST = {
  channel: 'portal',
  customer: '100234',
  contact: 'Erika Beispiel',
  severity: 2,
  kind: 'problem',
  description: `Der Export bricht ab, ${'und zwar immer wieder '.repeat(20)}`,
};

test('a refused request stands on the board, in the call log and in the figures until it is phoned in, or never is', async () => {
  await using office = await openConsole({ at: SUNDAY });
  const { hotline } = office;
  const { erika, anna } = hotline.phones;
  const supervisor = await office.as('supervisor');
  const look = async (path: string) => (await supervisor.get(path)).text;
  expect(await look('/')).toContain('No request is waiting for a call.');

  const { dialInCode } = await hotline.api<{ dialInCode: string }>('/tickets', REQUEST);
  await hotline.api('/tickets', { ...REQUEST, contact: 'Max Muster', description: '<b>Max</b> fragt' });
  hotline.line.phone('+493023125102').sms();
  const board = await look('/');
  expect(board).toContain('Erika Beispiel');
  expect(board).toContain('Der Export bricht ab');
  expect(board).not.toContain('immer wieder '.repeat(10));
  expect(board).toContain('&lt;b&gt;Max');
  expect(board).toMatch(/can be phoned in until .*11:00/);
  expect(board).not.toContain(dialInCode);

  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', `${dialInCode}#`]) await call.press(keys);
  await call.hangUp();
  await anna.sendSms('A 4711');
  expect(await look('/')).not.toContain('Der Export bricht ab, und');
  const log = await look('/calls');
  expect(log).toContain('Requests that had to be phoned');
  expect(log).toMatch(/Erika Beispiel[\s\S]*?href="\/tickets\/4711"/);
  expect(await look('/calls?severity=2')).not.toContain('Requests that had to be phoned');
  expect(await look('/figures')).toContain('1 of 2 requests were phoned in.');

  await hotline.database.query("update dial_in_codes set expires_at = '2026-01-01' where used_at is null");
  expect(await look('/')).toContain('No request is waiting for a call.');
  expect(await look('/calls')).toContain('never phoned in');
  erika.sms();
  anna.sms();
  while (!(await anna.isQuiet())) await anna.rings();
});

test('whoever has keyed in the code of a critical request has phoned, before they have confirmed it', async () => {
  await using office = await openConsole({ at: SUNDAY });
  const { hotline } = office;
  const { erika, anna } = hotline.phones;
  const { dialInCode } = await hotline.api<{ dialInCode: string }>('/tickets', { ...REQUEST, severity: 1 });
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', `${dialInCode}#`]) await call.press(keys);
  expect(call.state).toBe('severity-confirm');
  // meanwhile its time is over
  await hotline.database.query("update dial_in_codes set expires_at = '2026-01-01'");
  const supervisor = await office.as('supervisor');
  const { text } = await supervisor.get('/calls');
  expect(text).toContain('<small>phoned in</small>');
  expect(text).not.toContain('never phoned in');
  expect((await supervisor.get('/figures')).text).toContain('1 of 1 request was phoned in.');
  await call.hangUp();
  await anna.sendSms('A 4711');
  erika.sms();
  anna.sms();
  while (!(await anna.isQuiet())) await anna.rings();
});

test('a ticket whose customer could not be told is marked where it is looked at', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const { erika, anna } = hotline.phones;
  erika.refuseSms(30006);
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', '2', '2', '1']) await call.press(keys);
  await call.hangUp();
  await anna.sendSms('A 4711');
  await hotline.pass({ minutes: 1 });
  await (await erika.rings()).noAnswer();
  const supervisor = await office.as('supervisor');
  expect((await supervisor.get('/')).text).toContain('customer not told');
  const page = (await supervisor.get('/tickets/4711')).text;
  expect(page).toContain('customer not told');
  expect(page).toContain('The customer could not be reached by SMS or by phone');
  const whatToDo = 'Our message reached the customer neither by SMS nor by phone. Call them';
  expect(page).toContain(whatToDo);
  // the next text that gets through takes the mark away
  erika.takeSms();
  await anna.sendSms('C 4711');
  await (await (await anna.rings()).answer()).press('1');
  await (await erika.rings()).noAnswer();
  expect(erika.newSms()).toHaveLength(1);
  expect((await supervisor.get('/')).text).not.toContain('customer not told');
  expect((await supervisor.get('/tickets/4711')).text).not.toContain(whatToDo);
  erika.undelivered();
  anna.sms();
});
