import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call } from '../support/phone.ts';
import { ERIKA_PIN, openCase } from '../support/stories.ts';

/** Erika holds the line, Anna is being asked. */
async function onHold(hotline: Hotline): Promise<{ caller: Call; engineer: Call }> {
  const { erika, anna } = hotline.phones;
  const caller = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  await caller.press('1');
  await anna.sendSms('C');
  anna.sms();
  return { caller, engineer: await (await anna.rings()).answer() };
}

/** Hangs up while nothing of ours is there to be told. */
async function hangUpUnheard(hotline: Hotline, caller: Call): Promise<void> {
  hotline.line.holdBack('/twilio/voice/status');
  await caller.hangUp();
  hotline.line.carrier.webhooks.releaseHeldBack();
}

test('the caller on hold hung up while we were dead: the engineer who connects has the customer rung at once', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  const { caller, engineer } = await onHold(hotline);
  await hangUpUnheard(hotline, caller);
  const pressedAt = Date.now();
  await engineer.press('1');
  const back = await (await erika.rings()).answer();
  expect(Date.now() - pressedAt).toBe(0);
  await back.press('1');
  expect([back.joined, engineer.joined]).toEqual([true, true]);
});

test('nor is there a number to call: the engineer is told at once', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  const { caller, engineer } = await onHold(hotline);
  await hotline.database.query('update tickets set callback_number = null');
  await hangUpUnheard(hotline, caller);
  await engineer.press('1');
  expect(engineer.over).toBe(true);
  expect(engineer.heard()).toContain('nicht zu erreichen');
  anna.sms();
});

test('the carrier does not know the caller’s leg any more: the customer is rung at once', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  const { caller, engineer } = await onHold(hotline);
  await hangUpUnheard(hotline, caller);
  const { legs } = hotline.line.carrier;
  legs.splice(
    legs.findIndex(({ sid }) => sid === caller.sid),
    1,
  );
  await engineer.press('1');
  const back = await (await erika.rings()).answer();
  await back.press('1');
  expect([back.joined, engineer.joined]).toEqual([true, true]);
});

test('the carrier cannot say: after a few tries within seconds the customer is rung', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  const { caller, engineer } = await onHold(hotline);
  await hangUpUnheard(hotline, caller);
  hotline.line.failNext({ path: caller.sid, times: 3, failure: 503 });
  await engineer.press('1');
  expect(engineer.waitsFor).toBe('conference');
  expect(await erika.isQuiet()).toBe(true);
  await hotline.pass({ seconds: 4 });
  const back = await (await erika.rings()).answer();
  await back.press('1');
  expect([back.joined, engineer.joined]).toEqual([true, true]);
});

test('the carrier stumbles once: the caller who still holds the line is put through a second later', async () => {
  await using hotline = await openHotline();
  const { caller, engineer } = await onHold(hotline);
  hotline.line.failNext({ path: caller.sid, failure: 503 });
  await engineer.press('1');
  expect(caller.joined).toBe(false);
  await hotline.pass({ seconds: 1 });
  expect([caller.joined, engineer.joined]).toEqual([true, true]);
});

test('the carrier stumbles for long: the engineer is told that nobody picked up as soon as it can be said', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  const { caller, engineer } = await onHold(hotline);
  await caller.hangUp();
  await engineer.press('1');
  const ring = await erika.rings();
  hotline.line.failNext({ path: engineer.sid, times: 5, failure: 503 });
  await ring.noAnswer();
  expect(engineer.over).toBe(false);
  await hotline.pass({ seconds: 31 });
  expect(engineer.over).toBe(true);
  expect(engineer.heard()).toContain('nicht zu erreichen');
  erika.sms();
});

test('nor can the carrier say whether the leg it refuses has ended: after a few tries the customer is rung', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  const { caller, engineer } = await onHold(hotline);
  // the caller still holds, and the carrier refuses to redirect them
  hotline.line.failNext({ path: caller.sid, times: 6, failure: 400 });
  await engineer.press('1');
  await hotline.pass({ seconds: 4 });
  const back = await (await erika.rings()).answer();
  await back.press('1');
  expect([back.joined, engineer.joined]).toEqual([true, true]);
  await hotline.pass({ seconds: 15 });
  expect([back.joined, engineer.joined]).toEqual([true, true]);
  await caller.hangUp();
});
