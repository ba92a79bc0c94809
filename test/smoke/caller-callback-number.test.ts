import { expect, test } from 'vitest';
import { comeTo, lookAway, ticketsOf } from '../support/caller-ways.ts';
import { DRILL_NUMBER } from '../support/carrier.ts';
import { openHotline } from '../support/hotline.ts';

test.each([
  ['premium rate', '09001234567#'],
  ['premium rate abroad', '0044909879012345#'],
  ['shared cost', '01371234567#'],
  ['satellite', '008816123456789#'],
  ['abroad', '0012125550123#'],
  ['our own', '03023125099#'],
  ['our own, with the country code', '00493023125099#'],
  ['our own, and further digits', '030231250991#'],
  ['our own, and many further digits', '00493023125099123#'],
  ['an engineer’s mobile', '015228817386#'],
  ['an engineer’s mobile, with the country code', '004915228817386#'],
  ['the supervisors’', '03023125000#'],
  ['the supervisors’, and a further digit', '030231250001#'],
  ['an emergency call behind an area code', '030112#'],
  ['an emergency call behind another', '089110#'],
  ['an emergency call with country and area code', '004933203112#'],
  ['an emergency call, and further digits', '0301124567#'],
  ['an ambulance', '03019222#'],
  ['a helpline behind an area code', '030116117#'],
  ['the authorities', '030115#'],
  ['an emergency call in Vienna', '00431144#'],
  ['an emergency call in Switzerland', '0041117#'],
  ['an emergency call', '00112#'],
  ['no number', '00000#'],
  ['directory inquiries', '11880#'],
])('a callback number that is %s is refused, and the known one stays', async (_what, keys) => {
  await using hotline = await openHotline();
  const call = await comeTo(hotline, 'callback-number-entry');
  for (let tries = 1; tries <= 3; tries += 1) {
    await call.press(keys);
    if (tries < 3) {
      expect(call.state).toBe('callback-number-entry');
      expect(call.heard()).toMatch(
        /^Diese Nummer können wir nicht anrufen\. Bitte geben Sie die Rückrufnummer/,
      );
    }
  }
  expect(call.state).toBe('hold');
  expect(await ticketsOf(hotline)).toMatchObject([{ callbackNumber: '+493023125101' }]);
  await lookAway(hotline);
});

test('neither is anybody called back on the number that the hotline tries its line from', async () => {
  await using hotline = await openHotline({ env: { DRILL_NUMBER } });
  const call = await comeTo(hotline, 'callback-number-entry');
  await call.press(`${DRILL_NUMBER.replace('+', '00')}#`);
  expect(call.state).toBe('callback-number-entry');
  expect(call.heard()).toMatch(/^Diese Nummer können wir nicht anrufen\./);
  await lookAway(hotline);
});

test.each(['123#', '1234567890123456789#', '*#', '030*23125102#'])(
  'a callback number keyed as %s is none: asked again',
  async (keys) => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, 'callback-number-entry');
    await call.press(keys);
    expect(call.state).toBe('callback-number-entry');
    await lookAway(hotline);
  },
);

test.each(['03023125102#', '00493023125102#'])(
  '%s is read back digit by digit, and is where we call',
  async (keys) => {
    await using hotline = await openHotline();
    const call = await comeTo(hotline, 'callback-number-entry');
    await call.press(keys);
    expect(call.heard()).toContain('0 3 0, 2 3, 1 2, 5 1, 0 2');
    await call.press('2');
    expect(call.state).toBe('callback-number-entry');
    await call.press(keys);
    await call.press('1');
    expect(await ticketsOf(hotline)).toMatchObject([{ callbackNumber: '+493023125102' }]);
    expect(hotline.line.phone('+493023125102').newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
    await lookAway(hotline);
  },
);

test('whoever declines the recording is never recorded, and served all the same', async () => {
  await using hotline = await openHotline();
  const call = await comeTo(hotline, 'consent');
  await call.press('2');
  await call.press('1');
  expect(call.state).toBe('hold');
  await call.press('2');
  expect(call.over).toBe(true);
  expect(hotline.line.webhooks.map(({ answer }) => answer?.body ?? '').join()).not.toContain('<Record');
  await lookAway(hotline);
});

test.each([0, 1, 120, 3_600])('a description of %i seconds', async (seconds) => {
  await using hotline = await openHotline();
  const call = await comeTo(hotline, 'describe');
  await call.record({ seconds });
  expect(call.state).toBe('callback-number');
  const [ticket] = await ticketsOf(hotline);
  expect(ticket?.recording ?? '').toMatch(seconds === 0 ? /^$/ : /^RE/);
  await lookAway(hotline);
});
