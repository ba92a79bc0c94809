import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('a voicemail picks up and says nothing: that is no acknowledgement, and the next step follows at once', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  await hotline.pass({ minutes: 3 });
  const mailbox = await (await anna.rings()).answer();
  while (!mailbox.over) await mailbox.silence();
  expect(mailbox.heard()).toContain('nächste Person');
  const page = await (await ben.rings()).answer();
  ben.sms();
  await page.press('2');
  expect(await hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'ben' });
});
