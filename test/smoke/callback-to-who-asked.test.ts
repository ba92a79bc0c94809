import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { annaConnects, criticalCase, drain, ERIKA_PIN, MAX_PIN } from '../support/stories.ts';

const MAX = '+493023125102';

/** Erika's ticket is open, and Max has it told to him. */
async function maxAsksAboutErikas(hotline: Hotline) {
  const call = await hotline.line.phone(MAX).dial();
  for (const keys of [`${MAX_PIN}#`, '3', '4711#']) await call.press(keys);
  return call;
}

test('a colleague waits and prefers a callback: it is the colleague who is called', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  await criticalCase(erika);
  const call = await maxAsksAboutErikas(hotline);
  await call.press('3');
  await call.press('2');
  expect(call.heard()).toContain('Wir rufen Sie zurück');
  const engineer = await annaConnects(hotline.phones);
  expect(await erika.isQuiet()).toBe(true);
  const back = await (await hotline.line.phone(MAX).rings()).answer();
  await back.press('1');
  expect([back.joined, engineer.joined]).toEqual([true, true]);
  await drain(hotline);
});

test('a colleague says that an answer does not help: it is the colleague who is called', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'gelöst', delivered: true });
  const call = await maxAsksAboutErikas(hotline);
  await call.press('4');
  expect(call.heard()).toContain('Das Ticket ist wieder offen, wir rufen Sie zurück');
  expect(await hotline.database.query('select callback_number as number from tickets')).toEqual([
    { number: MAX },
  ]);
  erika.sms();
  anna.sms();
  await drain(hotline);
});

test('who confirmed another number for their own ticket is called there', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await hotline.database.query(`update tickets set callback_number = '+493023125105'`);
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', '2']) await call.press(keys);
  expect(call.heard()).toContain('Wir rufen Sie zurück');
  expect(await hotline.database.query('select callback_number as number from tickets')).toEqual([
    { number: '+493023125105' },
  ]);
  anna.sms();
  await drain(hotline);
});
