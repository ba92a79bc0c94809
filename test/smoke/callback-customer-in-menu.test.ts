import { describe, expect, test } from 'vitest';
import { setTimer } from '../../src/platform/timers/timer-store.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import type { Call, Ring } from '../support/phone.ts';
import {
  annaConnects,
  criticalCase,
  drain,
  ERIKA_PIN,
  MAX_PIN,
  openCase,
  orderWithCode,
} from '../support/stories.ts';

/** Erika waits for a callback, calls again and keys something. */
async function erikaCallsAgain({ phones: { erika } }: Hotline, ...keys: string[]): Promise<Call> {
  await criticalCase(erika);
  const call = await erika.dial();
  for (const key of [`${ERIKA_PIN}#`, ...keys]) await call.press(key);
  return call;
}

/** As if the report of the last caller's end had never come; the carrier would be asked in an hour. */
async function forgetEnd({ database }: Hotline): Promise<void> {
  const [last] = await database.query<{ id: string }>(
    `update calls set status = 'in-progress', ended_at = null, ticket_number = null
     where id = (select id from calls where party = 'caller' order by started_at desc limit 1) returning id`,
  );
  const dueAt = new Date(Date.now() + 3_600_000);
  await database.transaction((tx) => setTimer(tx, { kind: 'check-call', subject: last?.id ?? '', dueAt }));
}

test.each([
  ['what is told of their ticket', 'open-case', []],
  ['the menu', 'menu', ['2']],
  ['the menu of their ticket', 'ticket-menu', ['2', '3', '4711#']],
] as const)('a customer who hears %s as their callback begins is put through', async (_what, state, keys) => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  const call = await erikaCallsAgain(hotline, ...keys);
  expect(call.state).toBe(state);
  const engineer = await annaConnects(hotline.phones);
  expect(call.heard()).toContain('Ich verbinde Sie jetzt');
  expect([call.joined, engineer.joined]).toEqual([true, true]);
  expect(await erika.isQuiet()).toBe(true);
  expect(erika.newSms()).toEqual([]);
  await call.hangUp();
  await engineer.press('1');
  expect(await hotline.ticket()).toMatchObject({ status: 'answered' });
  erika.sms();
});

test('so is a colleague who asked for the callback, from the phone that would be rung', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  await criticalCase(erika);
  const max = hotline.line.phone('+493023125102');
  const asked = await max.dial();
  for (const keys of [`${MAX_PIN}#`, '3', '4711#', '3', '2']) await asked.press(keys);
  const call = await max.dial();
  await call.press(`${MAX_PIN}#`);
  expect(call.state).toBe('menu');
  const engineer = await annaConnects(hotline.phones);
  expect([call.joined, engineer.joined]).toEqual([true, true]);
  await drain(hotline);
});

test('a customer who is choosing is let finish: who hangs up instead is rung at once', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erikaCallsAgain(hotline, '2', '1');
  expect(call.state).toBe('severity');
  const engineer = await annaConnects(hotline.phones);
  expect(engineer.waitsFor).toBe('conference');
  expect(await erika.isQuiet()).toBe(true);
  await call.hangUp();
  const back = await (await erika.rings()).answer();
  await back.press('1');
  expect([back.joined, engineer.joined]).toEqual([true, true]);
  erika.sms();
  anna.sms();
  await drain(hotline);
});

test('a customer who has hung up, of which the report was lost, is rung within seconds', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erikaCallsAgain(hotline, '2', '1');
  await call.hangUp();
  erika.sms();
  await forgetEnd(hotline);
  const engineer = await annaConnects(hotline.phones);
  const back = await (await erika.rings()).answer();
  await back.press('1');
  expect([back.joined, engineer.joined]).toEqual([true, true]);
  anna.sms();
  await drain(hotline);
});

test('a customer who then waits about a second matter is put through about the first', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erikaCallsAgain(hotline, '2', '1');
  const engineer = await annaConnects(hotline.phones);
  for (const key of ['1', '1', '2', '1', '1']) await call.press(key);
  expect([call.joined, engineer.joined]).toEqual([true, true]);
  erika.sms();
  anna.sms();
  await drain(hotline);
});

test('a customer who waits about another ticket is not taken for one who was not reached', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erikaCallsAgain(hotline, '2', '1', '1', '1', '2', '1', '1');
  expect(call.state).toBe('waiting');
  erika.sms();
  const engineer = await annaConnects(hotline.phones);
  expect(engineer.heard()).toContain('Mit diesem Kunden wird gerade schon gesprochen');
  expect(erika.newSms()).toEqual([]);
  const { timeline } = await hotline.ticket('4711');
  expect(timeline.map(({ kind }) => kind)).not.toContain('callback-ended');
  // and is tried again
  expect(
    await hotline.database.query(`select from timers where kind = 'begin-callback' and subject = '4711'`),
  ).toHaveLength(1);
  await call.hangUp();
  anna.sms();
  await drain(hotline);
});

describe('a colleague is just calling a customer about another ticket', () => {
  /** Anna calls about ticket 4711, and Ben wants to be connected about 4712. */
  async function bothCall(hotline: Hotline, second: string): Promise<{ ring: Ring; ben: Call }> {
    const { erika, anna, ben } = hotline.phones;
    for (const pin of [ERIKA_PIN, second]) await (await openCase(erika, { pin, severity: 2 })).hangUp();
    anna.sms();
    await anna.sendSms('C 4711');
    await (await (await anna.rings()).answer()).press('1');
    const ring = await erika.rings();
    await orderWithCode(ben, 'C', '4712');
    const connecting = await (await ben.rings()).answer();
    await connecting.press('1');
    for (const phone of [anna, ben]) phone.sms();
    return { ring, ben: connecting };
  }

  test('the same person: their phone is not rung as well, no try is counted, and who asked is reminded', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    const { ring, ben } = await bothCall(hotline, ERIKA_PIN);
    expect(ben.heard()).toContain('Somebody is already talking to this customer');
    expect(await erika.isQuiet()).toBe(true);
    const customer = await ring.answer();
    await customer.press('1');
    expect(customer.joined).toBe(true);
    expect(erika.newSms()).toEqual([]);
    const { timeline } = await hotline.ticket('4712');
    expect(timeline.map(({ kind }) => kind)).not.toContain('callback-started');
    expect(
      await hotline.database.query(`select from timers where kind = 'begin-callback' and subject = '4712'`),
    ).toHaveLength(1);
    await customer.hangUp();
    await drain(hotline);
  });

  test('somebody else behind the same switchboard is rung', async () => {
    await using hotline = await openHotline({
      directory: (usual) => usual.replace('+493023125102', '+493023125101'),
    });
    const { erika } = hotline.phones;
    const { ring, ben } = await bothCall(hotline, MAX_PIN);
    const second = await (await erika.rings()).answer();
    await second.press('1');
    expect([second.joined, ben.joined]).toEqual([true, true]);
    await ring.noAnswer();
    erika.sms();
    await drain(hotline);
  });
});
