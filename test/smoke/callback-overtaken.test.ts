import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('answered otherwise while the customer is being rung: their phone stops, and the engineer is not left in the music', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const ring = await erika.rings();
  await anna.sendSms(`D 4711 ${anna.code()} per Mail geklärt`);
  expect(ring.status).toBe('canceled');
  expect(engineer.waitsFor).not.toBe('conference');
  while (!engineer.over) await engineer.silence();
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answeredBy: 'anna' });
  await hotline.pass({ hours: 1 });
  expect(await erika.isQuiet()).toBe(true);
  expect(erika.newSms()).toEqual([expect.stringContaining('per Mail geklärt')]);
  for (const phone of [anna, supervisor]) phone.sms();
});

test('closed by a supervisor while two talk: they are not torn apart', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('C');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  await hotline.api('/tickets/4711/close', { by: 'Vera Aufsicht' });
  expect([engineer.joined, customer.joined]).toEqual([true, true]);
  await customer.hangUp();
  await engineer.hangUp();
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'closed' });
  expect(erika.newSms()).toEqual([expect.stringContaining('Ticket 4711 geschlossen')]);
  anna.sms();
});
