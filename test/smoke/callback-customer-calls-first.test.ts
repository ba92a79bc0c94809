import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase, ERIKA_PIN } from '../support/stories.ts';

test('the customer calls back first: told where it stands, connected now, and the callback is done by that call', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A 4711');
  anna.sms();
  await hotline.pass({ minutes: 3 });
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  expect(call.state).toBe('open-case');
  expect(call.heard()).toContain('Sie warten auf unseren Rückruf zu Ticket 4 7 1 1');
  await call.press('1');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  expect([call.joined, engineer.joined]).toEqual([true, true]);
  await call.hangUp();
  await engineer.press('1');
  const { data } = await hotline.api<{ data: { status: string }[] }>('/callbacks?ticket=4711');
  expect(data).toMatchObject([{ status: 'done' }]);
  expect(erika.newSms()).toEqual([expect.stringContaining('erste Antwort')]);
  await hotline.pass({ hours: 1 });
  expect(await erika.isQuiet()).toBe(true);
});

test('the customer calls while the engineer is just being rung: that ring leads to this call', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  anna.sms();
  const ring = await anna.rings();
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  await call.press('1');
  expect(await anna.isQuiet()).toBe(true);
  const engineer = await ring.answer();
  await engineer.press('1');
  expect([call.joined, engineer.joined]).toEqual([true, true]);
  expect(await erika.isQuiet()).toBe(true);
});

test('the customer missed our ring by a moment and calls: the engineer who is still waiting gets this call', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const ring = await erika.rings();
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  await call.press('1');
  expect(ring.status).toBe('canceled');
  expect([call.joined, engineer.joined]).toEqual([true, true]);
  expect(erika.newSms()).toEqual([]);
  await call.hangUp();
  await engineer.press('2');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
  expect(erika.newSms()).toEqual([expect.stringContaining('braucht noch Angaben')]);
});
