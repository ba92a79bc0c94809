import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

/** Names as they come out of other people's systems. */
const NAMES = [
  'Ænima & <Söhne> "GmbH" 🙂',
  'Bell\u0007 Tab\t Line\n Break\r End',
  'u\u0308berlange '.repeat(10),
  ']]><Hangup/>',
  '{ticket:digits} {engineer-name}',
  "Robert'); drop table tickets; --",
  '\u202eKehrtwende',
  '👨‍👩‍👧‍👦'.repeat(20),
];

test.each(NAMES)('the name %j is said and written without harm', async (name) => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await hotline.database.query("update customers set name = $1 where number = '100234'", [name]);
  await hotline.database.query("update contacts set name = $1 where name = 'Erika Beispiel'", [name]);
  await hotline.database.query("update engineers set name = $1 where key = 'anna'", [name]);
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  await hotline.pass({ minutes: 3 });
  const page = await (await anna.rings()).answer();
  expect(page.state).toBe('page');
  await page.press('2');
  expect(page.over).toBe(true);
  await hotline.phones.ben.sendSms('A 4711');
  expect(hotline.phones.ben.newSms()).toEqual([expect.stringContaining('4711')]);
  const again = await erika.dial();
  for (const keys of ['471108#', '2', '3', '4711#']) await again.press(keys);
  expect(again.state).toBe('ticket-menu');
  // the strict carrier takes no TwiML that is not well-formed, and no control character in an SMS
  await lookAway(hotline);
});
