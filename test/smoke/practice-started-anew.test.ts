import { expect, test } from 'vitest';
import { now } from '../../src/platform/clock.ts';
import { closeOpenTickets } from '../../src/web/practice/start-anew.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('the practice line is started anew: what was open is closed, and nobody is paged about it any more', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  await closeOpenTickets(hotline.database, now());
  await hotline.pass({ hours: 1 });
  expect(await hotline.ticket()).toMatchObject({ status: 'closed', answeredAt: null });
  expect(await anna.isQuiet()).toBe(true);
  expect(anna.newSms()).toEqual([]);
  erika.sms();
});
