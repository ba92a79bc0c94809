import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('two press 1: one wins, the other hears who has it', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 3 });
  const annas = await (await anna.rings()).answer();
  await hotline.pass({ minutes: 7 });
  const bens = await (await ben.rings()).answer();
  anna.sms();
  ben.sms();
  await bens.press('2');
  await annas.press('1');
  expect(annas.over).toBe(true);
  expect(annas.heard()).toContain('hat schon Ben Hartmann');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'ben' });
});

test('an acknowledgement by SMS stops a phone that is still ringing', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 3 });
  const ring = await anna.rings();
  await anna.sendSms(' a 4711. ');
  expect(ring.status).toBe('canceled');
  expect(anna.newSms().at(-1)).toContain('Ticket 4711 gehört Ihnen');
});
