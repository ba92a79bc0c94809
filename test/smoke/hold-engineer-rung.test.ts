import { describe, expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call } from '../support/phone.ts';
import { drain, ERIKA_PIN, inTalk, openCase } from '../support/stories.ts';
import { emergencyOf } from '../support/strangers.ts';

/** Erika's critical ticket; she stays on the line. */
async function erikaWaits({ phones: { erika, anna } }: Hotline): Promise<Call> {
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  await call.press('1');
  expect(call.state).toBe('waiting');
  anna.sms();
  return call;
}

/** Another round of waiting. */
async function nextRound(hotline: Hotline, call: Call): Promise<void> {
  await hotline.pass({ seconds: 31 });
  await call.silence();
}

test('whoever takes a ticket by SMS while its caller waits on the line is rung at once, and both talk', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  const call = await erikaWaits(hotline);
  await anna.sendSms('A 4711');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  expect([call.joined, engineer.joined]).toEqual([true, true]);
  await drain(hotline);
});

test('who does not pick up then has it no longer: others are paged while the caller waits', async () => {
  await using hotline = await openHotline();
  const { anna, ben } = hotline.phones;
  const call = await erikaWaits(hotline);
  await anna.sendSms('A 4711');
  await (await anna.rings()).noAnswer();
  expect(await hotline.ticket()).toMatchObject({ status: 'open' });
  anna.sms();
  await hotline.pass({ seconds: 1 });
  expect(ben.sms()).toEqual([expect.stringContaining('4711')]);
  expect(call.state).toBe('waiting');
  await drain(hotline);
});

test('the ticket was taken while its caller was still being asked: who then stays on the line has them rung', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  for (const key of [`${ERIKA_PIN}#`, '1', '1', '1']) await call.press(key);
  await anna.sendSms('A 4711');
  anna.sms();
  for (const key of ['2', '1']) await call.press(key);
  expect(await anna.isQuiet()).toBe(true);
  erika.sms();
  await call.press('1');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  expect([call.joined, engineer.joined]).toEqual([true, true]);
  await drain(hotline);
});

test('whoever keys that they call later is not rung: the caller hears that they are called back', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  for (const key of [`${ERIKA_PIN}#`, '1', '1', '1', '2', '1']) await call.press(key);
  await hotline.pass({ minutes: 3 });
  await call.press('1');
  const page = await (await anna.rings()).answer();
  await page.press('2');
  await nextRound(hotline, call);
  expect(await anna.isQuiet()).toBe(true);
  expect(call.heard()).toContain('Wir rufen Sie zurück');
  for (const phone of [erika, anna]) phone.sms();
  await drain(hotline);
});

describe('a caller whose talk was cut off calls again, while the engineer is asked how it went', () => {
  async function callsAgain(hotline: Hotline): Promise<{ call: Call; engineer: Call }> {
    const { erika, anna } = hotline.phones;
    const { engineer, customer } = await inTalk(hotline);
    await hotline.pass({ minutes: 1 });
    await customer.hangUp();
    anna.sms();
    const call = await erika.dial();
    for (const key of [`${ERIKA_PIN}#`, '1']) await call.press(key);
    expect(call.state).toBe('waiting');
    expect(engineer.state).toBe('outcome');
    return { call, engineer };
  }

  test.each([
    ['not yet', (engineer: Call) => engineer.press('3')],
    ['nothing', (engineer: Call) => engineer.hangUp()],
  ])('%s: they are rung anew', async (_said, end) => {
    await using hotline = await openHotline();
    const { anna } = hotline.phones;
    const { call, engineer } = await callsAgain(hotline);
    await end(engineer);
    anna.sms();
    await nextRound(hotline, call);
    const again = await (await anna.rings()).answer();
    await again.press('1');
    expect([call.joined, again.joined]).toEqual([true, true]);
    await drain(hotline);
  });

  test('who then keys "later" is not rung in each round', async () => {
    await using hotline = await openHotline();
    const { anna } = hotline.phones;
    const { call, engineer } = await callsAgain(hotline);
    await engineer.press('3');
    await nextRound(hotline, call);
    await (await (await anna.rings()).answer()).press('2');
    await nextRound(hotline, call);
    await nextRound(hotline, call);
    expect(await anna.isQuiet()).toBe(true);
    anna.sms();
    await drain(hotline);
  });
});

test('strangers have whoever took their emergency rung once, however often they call', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const stranger = { from: '+4915228817398', customer: '100234' };
  const call = await emergencyOf(hotline, stranger);
  await call.press('2');
  expect(call.state).toBe('waiting');
  await anna.sendSms('A 4711');
  await (await (await anna.rings()).answer()).press('2');
  await call.hangUp();
  const again = await emergencyOf(hotline, stranger);
  await again.press('2');
  expect(again.state).toBe('waiting');
  await nextRound(hotline, again);
  expect(await anna.isQuiet()).toBe(true);
  await again.hangUp();
  for (const phone of [anna, erika]) phone.sms();
  await drain(hotline);
});
