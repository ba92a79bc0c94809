import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('nobody answers: the next phone, the next step, a new round, and the supervisors before the deadline', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, benAtHome, supervisor } = hotline.phones;
  await criticalCase(erika);
  expect(anna.newSms()).toHaveLength(1);

  await hotline.pass({ minutes: 3 });
  await (await anna.rings()).noAnswer();
  // the next step follows without waiting for its instant
  expect(ben.newSms()).toEqual([expect.stringContaining('CRITICAL ticket 4711')]);
  await (await ben.rings()).noAnswer();
  // Ben has two phones
  await (await benAtHome.rings()).busy();

  // the policy begins anew
  await hotline.pass({ minutes: 12 });
  expect(anna.newSms().length).toBeGreaterThan(0);
  await (await anna.rings()).noAnswer();
  await (await ben.rings()).noAnswer();
  await (await benAtHome.rings()).noAnswer();
  expect(ben.newSms().length).toBeGreaterThan(0);

  const reached = await supervisor.rings();
  expect(supervisor.newSms()).toContainEqual(expect.stringContaining('KRITISCH Ticket 4711 Musterwerk AG'));
  expect(new Date() < new Date('2026-11-23T09:30:00Z')).toBe(true);
  const page = await reached.answer();
  await page.press('2');
  expect(await hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'supervisors' });
});
