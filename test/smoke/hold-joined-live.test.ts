import { describe, expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { annaConnects, criticalCase, ERIKA_PIN, inTalk, openCase } from '../support/stories.ts';

test('the caller stays on the line and is joined with whoever acknowledges first', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  await call.press('1');
  expect(call.state).toBe('waiting');
  await call.silence();
  expect(call.heard()).toContain('Danke für Ihre Geduld');
  await anna.sendSms('C 4711');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  expect(engineer.joined).toBe(true);
  expect(call.joined).toBe(true);
  await engineer.hangUp();
  expect(call.over).toBe(true);
  expect(anna.newSms()).toHaveLength(1);
  await anna.sendSms(`D 4711 ${anna.code()} gelöst`);
  anna.sms();
  expect(await hotline.ticket()).toMatchObject({ status: 'answered' });
  expect(erika.newSms()).toEqual([expect.stringContaining('gelöst')]);
});

test('an engineer acknowledges while the caller is still being asked: they are put through at once', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  await call.press('1');
  await call.press('1');
  await call.press('1');
  expect(call.state).toBe('consent');
  await anna.sendSms('C');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  expect(call.heard()).toContain('Ich verbinde Sie jetzt');
  expect(call.joined).toBe(true);
  expect(engineer.joined).toBe(true);
  await engineer.hangUp();
  anna.sms();
  expect(erika.sms()).toEqual([]);
});

test('an engineer acknowledges while the caller still describes: both meet as soon as the caller has finished', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  await call.press('1');
  await call.press('1');
  await call.press('1');
  await call.press('1');
  expect(call.state).toBe('describe');
  await anna.sendSms('C');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  expect(engineer.waitsFor).toBe('conference');
  await call.record({ seconds: 9 });
  await call.press('1');
  erika.sms();
  expect(call.joined).toBe(true);
  expect(engineer.joined).toBe(true);
});

test('the caller waits, hears that we are on it, and is called back at the bounded end', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  anna.sms();
  await call.press('1');
  for (let round = 0; round < 6; round += 1) {
    expect(call.state).toBe('waiting');
    await hotline.pass({ seconds: 31 });
    await call.silence();
  }
  expect(call.over).toBe(true);
  expect(call.heard()).toContain('Wir rufen Sie zurück');
  await anna.rings();
});

test('the caller gives up waiting: an engineer who is just connecting calls them back', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  await call.press('1');
  await anna.sendSms('C');
  anna.sms();
  const ring = await anna.rings();
  await call.hangUp();
  const engineer = await ring.answer();
  await engineer.press('1');
  const back = await (await erika.rings()).answer();
  await back.press('1');
  expect(engineer.joined).toBe(true);
});

test('hanging up in the very moment of being put through: the engineer stays, the customer is rung', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  await call.press('1');
  await call.press('1');
  await call.press('1');
  await call.press('1');
  await anna.sendSms('C');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  await call.hangUp();
  expect(erika.newSms()).toEqual([expect.stringContaining('Ihr Anruf brach ab')]);
  const back = await (await erika.rings()).answer();
  await back.press('1');
  expect(engineer.joined).toBe(true);
});

test.each([
  ['1', 'ist beantwortet.'],
  ['2', 'ist in Klärung: Wir haben Sie um Angaben gebeten.'],
])(
  'whose line broke waits again while their engineer keys %s: they are not hung up on, and are put through',
  async (outcome, standing) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const { engineer, customer } = await inTalk(hotline);
    await customer.hangUp();
    const again = await erika.dial();
    for (const key of [`${ERIKA_PIN}#`, '1']) await again.press(key);
    await engineer.press(outcome);
    await engineer.silence();
    erika.sms();
    await again.silence();
    expect(again.heard()).toContain(`neuen Stand. Ticket 4 7 1 1 ${standing}`);
    expect(again.heard()).toContain('Noch nicht gelöst, 4.');
    for (const key of ['4', '3']) await again.press(key);
    const rung = await annaConnects(hotline.phones);
    expect([again.joined, rung.joined]).toEqual([true, true]);
    for (const phone of [erika, anna]) phone.sms();
  },
);

describe('the ticket is answered in writing while its caller is on the line', () => {
  test.each([
    ['who waits', ['1', '1'], 'silence'],
    ['who waits and prefers a callback', ['1', '1'], '2'],
    ['who is asked whether to wait, and would', ['1'], '1'],
    ['who is asked whether to wait, and would not', ['1'], '2'],
    ['who is still being asked where to call', [], '1'],
  ] as const)(
    '%s is promised nothing, hears where it stands, and may say that it is not solved',
    async (_who, keys, then) => {
      await using hotline = await openHotline();
      const { erika, anna } = hotline.phones;
      const call = await erika.dial();
      for (const key of [`${ERIKA_PIN}#`, '1', '1', '1', '2', ...keys]) await call.press(key);
      erika.sms();
      await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'gelöst', delivered: true });
      erika.sms();
      await (then === 'silence' ? call.silence() : call.press(then));
      expect(call.heard()).toMatch(
        /Ihr Ticket hat inzwischen einen neuen Stand\. Ticket 4 7 1 1 ist beantwortet\..*Noch nicht gelöst, 4\./,
      );
      expect(call.heard()).not.toContain('rufen Sie zurück');
      expect(erika.newSms()).toEqual([]);
      await call.press('4');
      expect(await hotline.ticket()).toMatchObject({ status: 'open', reopenings: 1 });
      for (const phone of [erika, anna]) phone.sms();
    },
  );

  test('who hangs up before the promise reads of none', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const call = await erika.dial();
    for (const key of [`${ERIKA_PIN}#`, '1', '1', '1', '2']) await call.press(key);
    await hotline.api('/tickets/4711/close', { by: 'Sue' });
    erika.sms();
    await call.hangUp();
    expect(erika.newSms()).toEqual([]);
    anna.sms();
  });
});

test('answered while its caller hears the menu of the ticket: who wants to be connected hears so, and can object', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  const call = await erika.dial();
  for (const key of [`${ERIKA_PIN}#`, '2', '3', '4711#']) await call.press(key);
  await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'gelöst', delivered: true });
  await call.press('3');
  expect(call.heard()).toMatch(/nicht mehr offen\. Ticket 4 7 1 1 ist beantwortet/);
  await call.press('4');
  expect(await hotline.ticket()).toMatchObject({ status: 'open' });
  erika.sms();
  anna.sms();
});

test('the ticket turns out milder at night: its caller does not wait for somebody who is not called', async () => {
  await using hotline = await openHotline({ at: '2026-11-23T23:00:00+01:00' });
  const { erika, anna } = hotline.phones;
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  await call.press('1');
  await hotline.api('/tickets/4711/severity', { by: 'Sue', severity: 3, text: 'läuft wieder' });
  await call.silence();
  expect(call.over).toBe(true);
  expect(call.heard()).toContain('Wir rufen Sie zurück, spätestens morgen um 15 Uhr');
  erika.sms();
  anna.sms();
});
