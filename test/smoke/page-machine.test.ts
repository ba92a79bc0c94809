import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('the carrier hears a machine on three phones: the next one rings at once, and the last resort is reached in time', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, benAtHome, supervisor } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 3 });
  for (const phone of [anna, ben, benAtHome]) {
    const mailbox = await (await phone.rings()).machine();
    expect(mailbox.over).toBe(true);
  }
  const pages = await hotline.api<{ data: { status: string; reason: string | null }[] }>(
    '/pages?ticket=4711',
  );
  expect(pages.data.filter(({ reason }) => reason === 'machine').map(({ status }) => status)).toEqual([
    'not-reached',
    'not-reached',
    'not-reached',
  ]);
  await hotline.pass({ minutes: 6 });
  for (const phone of [anna, ben, benAtHome]) await (await phone.rings()).machine();
  await (await (await supervisor.rings()).answer()).press('2');
  expect(new Date() < new Date('2026-11-23T09:30:00Z')).toBe(true);
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'supervisors', late: false });
  for (const phone of [anna, ben, supervisor]) phone.sms();
});
