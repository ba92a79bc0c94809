import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('acknowledged and then nothing: the engineer is rung up, and when they do not answer somebody else is paged', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A 4711');
  anna.sms();
  await hotline.pass({ minutes: 8 });
  const reminder = await anna.rings();
  await reminder.noAnswer();
  expect(await hotline.ticket()).toMatchObject({ status: 'open', acknowledgedBy: null });
  expect(ben.newSms()).toEqual([expect.stringContaining('CRITICAL ticket 4711')]);
  await ben.rings();
  expect(anna.newSms()).toEqual([]);
});

test('the reminder is answered: the engineer is connected with the customer', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A 4711');
  anna.sms();
  await hotline.pass({ minutes: 8 });
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  expect(engineer.joined).toBe(true);
});
