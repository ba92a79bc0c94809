import { expect, test } from 'vitest';
import { take } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';

/** How networks show a number that is withheld: as a word, as its spelling on a keypad, or not at all. */
const WITHHELD = [
  'anonymous',
  'Anonymous',
  'RESTRICTED',
  'unavailable',
  '+266696687',
  '+7378742833',
  '+2562533',
  '+8656696',
  '+86282452253',
  '266696687',
  '',
  'client:erika',
  'sip:erika@example.com',
  '+49',
  '+493023125101;ext=1',
  '\u0000',
  'x'.repeat(1_999),
];

test('a withheld number is nobody, and many of them are not one caller', async () => {
  await using hotline = await openHotline();
  for (const from of WITHHELD) {
    const call = await hotline.phones.erika.dial({ from });
    expect([from, call.state]).toEqual([from, 'language']);
    for (const step of ['1', '100234#', '0000#', '0001#', '0002#']) await take(call, step);
    expect([from, call.state]).toEqual([from, 'unverified']);
    await call.hangUp();
  }
  // so many wrong PINs later, a genuine caller without a number is let in all the same
  const call = await hotline.phones.grace.dial({ from: 'anonymous' });
  for (const step of ['2', '100871#', '614020#']) await take(call, step);
  expect(call.state).toBe('menu');
  expect(call.heard()).toContain('A problem or request');
  await call.hangUp();
  expect(hotline.phones.grace.newSms()).toHaveLength(1);
  hotline.phones.anna.sms();
  hotline.phones.supervisor.sms();
});

test.each(['+49 30 23125101', '0049 30 23125101', '030 23125101'])(
  'a number that is written as %s is known',
  async (from) => {
    await using hotline = await openHotline();
    const call = await hotline.phones.erika.dial({ from });
    expect(call.state).toBe('pin');
  },
);
