import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

test('a stranger guesses PINs: the customer number is locked, the supervisors know, and the customer gets through', async () => {
  await using hotline = await openHotline();
  const { erika, supervisor } = hotline.phones;
  const stranger = hotline.line.phone('anonymous');
  for (let round = 0; round < 4; round += 1) {
    const call = await stranger.dial();
    await call.press('1');
    await call.press('100234#');
    for (const pin of ['0001#', '0002#', '0003#']) await call.press(pin);
    expect(call.state).toBe('unverified');
    await call.hangUp();
  }
  expect(supervisor.newSms()).toEqual([expect.stringContaining('falsche PINs')]);

  const locked = await stranger.dial();
  await locked.press('1');
  await locked.press('100234#');
  await locked.press(`${ERIKA_PIN}#`);
  expect(locked.state).toBe('unverified');
  expect(locked.heard()).toContain('gesperrt');
  await locked.hangUp();

  const own = await erika.dial();
  await own.press(`${ERIKA_PIN}#`);
  expect(own.state).toBe('menu');
  await own.press('1');
  await own.hangUp();
  erika.sms();
  hotline.phones.anna.sms();

  await hotline.pass({ minutes: 16 });
  const later = await stranger.dial();
  await later.press('1');
  await later.press('100234#');
  await later.press(`${ERIKA_PIN}#`);
  expect(later.state).not.toBe('unverified');
  await later.hangUp();
  for (const phone of Object.values(hotline.phones)) phone.sms();
});
