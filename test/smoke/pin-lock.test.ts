import { expect, test } from 'vitest';
import { lookAway, ticketsOf } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Phone } from '../support/phone.ts';
import { dialWithheld, guess, wrongPins } from '../support/pins.ts';
import { ERIKA_PIN, GRACE_PIN } from '../support/stories.ts';

const MAX_PIN = '082915';
const OTHERS_OF_ERIKAS_COMPANY = `
      - { name: Nora Neu, phones: ["+493023125103"], pin: "391746", language: de }
      - { name: Paul Post, phones: ["+493023125104"], pin: "605283", language: de }
      - { name: Rosa Rund, phones: ["+493023125105"], pin: "718204", language: de }`;
const FIVE = [ERIKA_PIN, MAX_PIN, '391746', '605283', '718204'];

const fivePeople = (usual: string) => usual.replace(/(name: Max Muster.*)/, `$1${OTHERS_OF_ERIKAS_COMPANY}`);

/** Where the right PIN leads at once. Whoever got in wants nothing after all. */
async function stateAfter(hotline: Hotline, phone: Phone, pin: string): Promise<string> {
  const call = await phone.dial();
  await call.press(`${pin}#`);
  const { state } = call;
  await call.hangUp();
  await lookAway(hotline);
  return state;
}

test('six wrong calls without a number leave the next caller without a number in', async () => {
  await using hotline = await openHotline();
  const pins = wrongPins();
  for (let round = 0; round < 6; round += 1) await guess(await dialWithheld(hotline), pins);
  const call = await dialWithheld(hotline);
  await call.press(`${ERIKA_PIN}#`);
  expect(call.state).toBe('menu');
  await call.hangUp();
  await lookAway(hotline);
});

test('a stranger guesses on: PINs for the customer wait, a right one among them, and the phones of the customer do not', async () => {
  await using hotline = await openHotline();
  const pins = wrongPins();
  for (let round = 0; round < 20; round += 1) await guess(await dialWithheld(hotline), pins);
  const genuine = await dialWithheld(hotline);
  await genuine.press(`${ERIKA_PIN}#`);
  expect(genuine.state).toBe('pin-wait');
  expect(genuine.heard()).toBe(
    'Es gab gerade viele falsche PINs. Deshalb ist die Eingabe kurz gesperrt. In einer halben Minute fragen wir Sie noch einmal nach Ihrer PIN. Bitte bleiben Sie dran. Bei einem Notfall drücken Sie die 1.',
  );
  expect(await stateAfter(hotline, hotline.phones.erika, ERIKA_PIN)).toBe('menu');

  await hotline.pass({ seconds: 30 });
  await genuine.silence();
  expect(genuine.state).toBe('pin');
  await genuine.press(`${ERIKA_PIN}#`);
  // the call before left her a ticket
  expect(genuine.state).toBe('open-case');
  await genuine.hangUp();
  await lookAway(hotline);
});

test('whoever hangs up and calls again a minute later is looked at, too', async () => {
  await using hotline = await openHotline();
  const pins = wrongPins();
  for (let round = 0; round < 20; round += 1) await guess(await dialWithheld(hotline), pins);
  await hotline.pass({ seconds: 60 });
  const call = await dialWithheld(hotline);
  await call.press(`${ERIKA_PIN}#`);
  expect(call.state).toBe('menu');
  await call.hangUp();
  await lookAway(hotline);
});

test('from the wait a key leads to the emergency lane, and another key shortens nothing', async () => {
  await using hotline = await openHotline();
  const pins = wrongPins();
  for (let round = 0; round < 20; round += 1) await guess(await dialWithheld(hotline), pins);
  const hasty = await dialWithheld(hotline);
  await hasty.press(`${ERIKA_PIN}#`);
  await hasty.press('5');
  expect(hasty.state).toBe('pin');
  await hasty.press(`${ERIKA_PIN}#`);
  expect(hasty.state).toBe('pin-wait');
  await hasty.press('1');
  expect(hasty.state).toBe('unverified');
  await hasty.press('1');
  await hasty.hangUp();
  expect(await ticketsOf(hotline)).toEqual([expect.objectContaining({ verified: false, severity: 1 })]);
  await lookAway(hotline);
});

test('a number that is no customer slows down like one that is', async () => {
  await using hotline = await openHotline();
  const heard: string[] = [];
  for (const customer of ['100234', '987654']) {
    const pins = wrongPins();
    for (let round = 0; round < 6; round += 1) await guess(await dialWithheld(hotline, customer), pins);
    const call = await dialWithheld(hotline, customer);
    for (let tries = 0; tries < 3; tries += 1) await call.press(`${pins.next().value}#`);
    heard.push(call.heardInAll());
    expect(call.state).toBe('pin-wait');
    await call.hangUp();
  }
  expect(heard[0]).toContain('kurz gesperrt');
  expect(heard[1]).toBe(heard[0]);
  await lookAway(hotline);
});

test('ten forged calls lock none of five people out for more than a minute', async () => {
  await using hotline = await openHotline({ directory: fivePeople });
  const pins = wrongPins();
  const phones = FIVE.map((_, index) => hotline.line.phone(`+49302312510${index + 1}`));
  for (const phone of [...phones, ...phones]) await guess(await phone.dial(), pins);
  const waiting = await hotline.phones.erika.dial();
  await waiting.press(`${ERIKA_PIN}#`);
  expect(waiting.state).toBe('pin-wait');
  await hotline.pass({ seconds: 30 });
  await waiting.silence();
  await waiting.press(`${ERIKA_PIN}#`);
  expect(waiting.state).toBe('menu');
  await waiting.hangUp();
  await hotline.pass({ seconds: 30 });
  for (const [index, phone] of phones.entries()) {
    expect(await stateAfter(hotline, phone, FIVE[index] ?? '')).not.toMatch(/pin|unverified/);
    phone.sms();
  }
});

test('forged calls without end cost the registered phone half a minute, not the call', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  const pins = wrongPins();
  for (let round = 0; round < 4; round += 1) await guess(await erika.dial(), pins);
  const genuine = await erika.dial();
  await genuine.press(`${ERIKA_PIN}#`);
  expect(genuine.state).toBe('pin-wait');
  for (let second = 0; second < 30; second += 10) {
    await hotline.pass({ seconds: 10 });
    await guess(await erika.dial(), pins);
  }
  await genuine.silence();
  await genuine.press(`${ERIKA_PIN}#`);
  expect(genuine.state).toBe('menu');
  await genuine.hangUp();
  await lookAway(hotline);
});

test("a colleague's own right PIN clears nothing of what was tried from Erika's phone", async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  const pins = wrongPins();
  for (let round = 0; round < 3; round += 1) {
    const call = await erika.dial();
    for (const pin of [pins.next().value, pins.next().value, MAX_PIN]) await call.press(`${pin}#`);
    await call.hangUp();
    await lookAway(hotline);
  }
  expect(await stateAfter(hotline, erika, MAX_PIN)).toBe('pin-wait');
});

test('a right PIN without a number clears nothing of what was tried without a number', async () => {
  await using hotline = await openHotline();
  const pins = wrongPins();
  for (let round = 0; round < 10; round += 1) {
    const call = await dialWithheld(hotline);
    for (const pin of [pins.next().value, pins.next().value, MAX_PIN]) await call.press(`${pin}#`);
    expect(call.state).not.toBe('pin');
    await call.hangUp();
  }
  const call = await dialWithheld(hotline);
  await call.press(`${MAX_PIN}#`);
  expect(call.state).toBe('pin-wait');
  await call.hangUp();
  await lookAway(hotline);
});

test('Erika mistypes, gets it right, and has all her tries again', async () => {
  await using hotline = await openHotline();
  const pins = wrongPins();
  for (let day = 0; day < 5; day += 1) {
    const call = await hotline.phones.erika.dial();
    for (const pin of [pins.next().value, pins.next().value, ERIKA_PIN]) await call.press(`${pin}#`);
    expect(call.state).not.toMatch(/pin|unverified/);
    await call.hangUp();
    await lookAway(hotline);
  }
});

test('the same wrong PIN again counts once', async () => {
  await using hotline = await openHotline();
  for (let round = 0; round < 12; round += 1) {
    const call = await hotline.phones.erika.dial();
    for (let tries = 0; tries < 3; tries += 1) await call.press('471180#');
    expect(call.state).toBe('unverified');
    await call.hangUp();
  }
  expect(await stateAfter(hotline, hotline.phones.erika, ERIKA_PIN)).toBe('menu');
});

test('when wrong PINs come in for everybody, a wrong one costs a wait and a right one nothing', async () => {
  await using hotline = await openHotline();
  const pins = wrongPins();
  for (let round = 0; round < 34; round += 1)
    await guess(await dialWithheld(hotline, String(500_000 + round)), pins);
  const { grace } = hotline.phones;
  const call = await grace.dial();
  await call.press('614021#');
  expect(call.state).toBe('pin-wait');
  expect(call.heard()).toMatch(
    /^That was not the right PIN\. We will ask for your PIN again in half a minute\./,
  );
  await hotline.pass({ seconds: 30 });
  await call.silence();
  await call.press(`${GRACE_PIN}#`);
  expect(call.state).toBe('menu');
  await call.hangUp();
  expect(await stateAfter(hotline, hotline.phones.erika, ERIKA_PIN)).toBe('menu');
});

test('the supervisors read one summary of many slow-downs, and the next half an hour later', async () => {
  await using hotline = await openHotline();
  const { supervisor, erika } = hotline.phones;
  const pins = wrongPins();
  const flood = async () => {
    for (const customer of ['100234', '100871', '200415', '300100', '987654'])
      for (let round = 0; round < 7; round += 1) await guess(await dialWithheld(hotline, customer), pins);
    for (let round = 0; round < 3; round += 1) await guess(await erika.dial(), pins);
  };
  await flood();
  expect(supervisor.newSms()).toEqual([]);
  await hotline.pass({ minutes: 5 });
  expect(supervisor.newSms()).toEqual([
    'Hotline: 103 falsche PINs seit Mo 23.11. 10:00, Kunden 100234, 100871, 200415 +1. Eingaben sind gebremst, nicht gesperrt. Bitte unter Anrufe nachsehen.',
  ]);
  await flood();
  await hotline.pass({ minutes: 29 });
  expect(supervisor.newSms()).toEqual([]);
  await hotline.pass({ minutes: 1 });
  expect(supervisor.newSms()).toEqual([expect.stringContaining('falsche PINs seit')]);
  await hotline.pass({ hours: 3 });
  expect(supervisor.newSms()).toEqual([]);
});

test('nothing is kept of wrong PINs once time has paid for them', async () => {
  await using hotline = await openHotline();
  await guess(await hotline.phones.erika.dial(), wrongPins());
  expect(await hotline.database.query('select from pin_counts')).toHaveLength(3);
  await hotline.pass({ minutes: 4 });
  await guess(await hotline.phones.grace.dial(), wrongPins());
  const kept = await hotline.database.query<{ id: string }>(
    "select id from pin_counts where kind = 'phones'",
  );
  expect(kept).toEqual([{ id: '100871' }]);
});
