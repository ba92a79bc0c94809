import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('a phone is picked up before the carrier has answered our request: the page went out at that moment', async () => {
  await using hotline = await openHotline();
  await criticalCase(hotline.phones.erika);
  hotline.line.failNext({ path: 'Calls', failure: 'accept-then-fail' });
  await hotline.pass({ minutes: 3 });
  const ring = await hotline.phones.anna.rings();
  const pages = () =>
    hotline.database.query(
      "select status, sent_at as at from pages where channel = 'call' order by planned_at",
    );
  expect(await pages()).toEqual([{ status: 'sending', at: null }]);
  const call = await ring.answer();
  await call.press('2');
  expect(await pages()).toEqual([{ status: 'acknowledged', at: new Date() }]);
  await lookAway(hotline);
});
