import { expect, test } from 'vitest';
import { openConsole } from '../support/console.ts';
import { criticalCase } from '../support/stories.ts';

const OVERRIDES = '/registry/schedules/front/overrides';

test('an override made in the console: the page goes to the substitute, and back once it is withdrawn', async () => {
  await using office = await openConsole();
  const { phones } = office.hotline;
  const supervisor = await office.as('supervisor');
  const stepIn = { engineer: 'carla', from: '2026-11-23T10:00', until: '2026-11-23T18:00' };
  expect((await supervisor.post(OVERRIDES, stepIn)).status).toBe(303);

  await criticalCase(phones.erika);
  expect(phones.anna.newSms()).toEqual([]);
  expect(phones.carla.newSms()).toEqual([expect.stringContaining('4711')]);

  const page = await supervisor.get('/registry/schedules/front');
  const [, withdraw = ''] = /action="([^"]+\/withdraw)"/.exec(page.text) ?? [];
  await supervisor.post(withdraw, {});
  await office.hotline.pass({ minutes: 3 });
  expect(await phones.carla.isQuiet()).toBe(true);
  await (await (await phones.anna.rings()).answer()).press('2');
  expect(await office.hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
});
