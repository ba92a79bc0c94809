import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('all phones are switched off: they are not rung in circles, and the last resort still comes in time', async () => {
  await using hotline = await openHotline({
    directory: (usual) => usual.replace('by: [sms] }', 'by: [call] }'),
  });
  const { erika, anna, ben, benAtHome, supervisor } = hotline.phones;
  await criticalCase(erika);
  const legsBefore = hotline.line.carrier.legs.length;
  for (const phone of [anna, anna, ben, benAtHome]) await (await phone.rings()).unreachable();
  expect(await anna.isQuiet()).toBe(true);
  expect(hotline.line.carrier.legs.length - legsBefore).toBeLessThanOrEqual(4);
  await hotline.pass({ minutes: 5 });
  for (const phone of [anna, anna, ben, benAtHome]) await (await phone.rings()).unreachable();
  const reached = await (await supervisor.rings()).answer();
  await reached.press('2');
  expect(new Date() < new Date('2026-11-23T09:10:00Z')).toBe(true);
  for (const phone of [ben, supervisor]) phone.sms();
});

test('who finds their phone switched off and asks what is open hears of it, unless they have passed it on', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  anna.refuseSms(30003);
  await criticalCase(erika);
  expect(anna.undelivered()).toHaveLength(1);
  anna.takeSms();
  await anna.sendSms('?');
  expect(anna.newSms()).toEqual([expect.stringMatching(/4711/)]);
  await anna.sendSms('P 4711');
  await anna.sendSms('?');
  expect(anna.newSms().at(-1)).toContain('nichts offen');
  for (const phone of [ben, anna, erika]) phone.sms();
  while (!(await ben.isQuiet())) await ben.rings();
  while (!(await anna.isQuiet())) await anna.rings();
});
