import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('passed on by key: the next step is taken at once', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  await hotline.pass({ minutes: 3 });
  const page = await (await anna.rings()).answer();
  await page.press('3');
  expect(page.heard()).toContain('nächste Person');
  expect(ben.newSms()).toHaveLength(1);
  await (await ben.rings()).answer();
});

test('acknowledged, then passed on by SMS: paging begins anew', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A');
  await anna.sendSms('P 4711');
  expect(await hotline.ticket()).toMatchObject({ status: 'open', acknowledgedBy: null });
  expect(anna.sms()).toContainEqual(expect.stringContaining('nächste Person'));
});
