import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { criticalCase, orderWithCode } from '../support/stories.ts';

test('an engineer calls in: hears what is open, takes it, and is rung back to be connected', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  const call = await anna.dial();
  expect(call.state).toBe('engineer-case');
  expect(call.heard()).toContain('Ticket 4 7 1 1');
  expect(call.heard()).not.toContain('Musterwerk');
  await call.press('1');
  expect(call.heard()).toContain('legen Sie auf');
  expect(call.over).toBe(true);
  await hotline.pass({ seconds: 6 });
  const back = await (await anna.rings()).answer();
  await back.press('1');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  expect(back.joined).toBe(true);
});

test('an engineer with nothing open may call as a customer', async () => {
  await using hotline = await openHotline();
  const call = await hotline.phones.carla.dial();
  expect(call.state).toBe('engineer-none');
  await call.press('9');
  expect(call.state).toBe('language');
  await call.hangUp();
});

test('somebody else has the case already', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  const call = await anna.dial();
  await orderWithCode(ben, 'A');
  ben.sms();
  await call.press('2');
  expect(call.heard()).toContain('hat schon Ben Hartmann');
  await call.hangUp();
});

test('whoever calls with an engineer’s number on show keeps no page from them for longer than a minute', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 2, seconds: 50 });
  const stranger = await hotline.line.phone('+4915228817399').dial({ from: anna.number });
  expect(stranger.state).toBe('engineer-case');
  await hotline.pass({ seconds: 40 });
  expect(await anna.isQuiet()).toBe(true);
  await stranger.press('3');
  await hotline.pass({ seconds: 60 });
  expect(stranger.over).toBe(false);
  const page = await (await anna.rings()).answer();
  await page.press('2');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
  await stranger.hangUp();
  anna.sms();
});
