import { expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

test.each(['#', '1', '*'])(
  'the key %s cuts the announcement of a recording: the tone comes at once',
  async (key) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const call = await erika.dial();
    for (const keys of [`${ERIKA_PIN}#`, '1', '2', '1']) await call.press(keys);
    expect(call.waitsFor).toBe('keys');
    expect(call.heard()).toContain('nach dem Ton');
    await call.press(key);
    expect([call.state, call.waitsFor, call.heard()]).toEqual(['describe', 'recording', '']);
    await call.press('#');
    expect(call.state).toBe('callback-number');
    await call.hangUp();
    expect(await hotline.ticket('4711')).toMatchObject({ severity: 2, status: 'open' });
    erika.sms();
    anna.sms();
  },
);

test('whoever presses nothing hears it to its end and is recorded', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', '2', '1']) await call.press(keys);
  await call.hearAnnouncement();
  expect([call.state, call.waitsFor]).toEqual(['describe', 'recording']);
  await call.record({ seconds: 7 });
  expect(call.state).toBe('callback-number');
  await call.hangUp();
  erika.sms();
  anna.sms();
});

test('a hash key alone is a wrong key in a menu, not silence', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  await call.press('#');
  expect(call.heard()).toMatch(/^Diese Taste ist hier nicht belegt\./);
  await call.hangUp();
  erika.sms();
  anna.sms();
});
