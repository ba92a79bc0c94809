import { describe, expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { drain, ERIKA_PIN, openCase } from '../support/stories.ts';

test('a mild case that gets a little worse at night still wakes nobody: it is paged at the opening', async () => {
  await using hotline = await openHotline({ at: '2026-11-22T23:00:00+01:00' });
  const { erika, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 4 })).hangUp();
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  await call.press('2');
  await call.press('3');
  await call.press('4711#');
  await call.press('2');
  await call.press('3');
  await call.hangUp();
  erika.sms();
  expect(await hotline.ticket('4711')).toMatchObject({ severity: 3, status: 'open' });
  await hotline.pass({ hours: 9, minutes: 59 });
  expect(anna.newSms()).toEqual([]);
  await hotline.pass({ minutes: 2 });
  expect(anna.newSms()).toEqual([expect.stringContaining('MITTEL Ticket 4711')]);
});

test('a case of severity 3 that nobody takes until the evening rests until the opening, however many rounds it takes', async () => {
  await using hotline = await openHotline({ at: '2026-11-23T16:00:00+01:00' });
  const { erika, anna, ben, benAtHome, supervisor } = hotline.phones;
  const everybody = [anna, ben, benAtHome, supervisor];
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
  for (const phone of everybody) phone.sms();
  // until closing they are paged, and nobody picks up
  for (let minute = 0; minute < 120; minute += 5) {
    await hotline.pass({ minutes: 5 });
    for (const phone of everybody) while (!(await phone.isQuiet())) await (await phone.rings()).noAnswer();
  }
  for (const phone of everybody) phone.sms();
  await hotline.pass({ hours: 14, minutes: 59 });
  expect(await Promise.all(everybody.map((phone) => phone.isQuiet()))).toEqual([true, true, true, true]);
  expect(everybody.flatMap((phone) => phone.newSms())).toEqual([]);
  await hotline.pass({ minutes: 20 });
  expect(everybody.flatMap((phone) => phone.newSms()).length).toBeGreaterThan(0);
  await lookAway(hotline);
});

test('a customer of severity 3 who was not reached in the evening is not called at night', async () => {
  await using hotline = await openHotline({ at: '2026-11-23T17:50:00+01:00' });
  const { erika, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
  await anna.sendSms('C');
  anna.sms();
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  await (await erika.rings()).noAnswer();
  erika.sms();
  await hotline.pass({ hours: 15 });
  expect(await anna.isQuiet()).toBe(true);
  await hotline.pass({ minutes: 40 });
  const next = await (await anna.rings()).answer();
  await next.press('1');
  await (await (await erika.rings()).answer()).press('1');
  expect(next.joined).toBe(true);
});

describe('a day is closed after a deadline on it was promised', () => {
  async function promisedForTuesday(): Promise<Hotline> {
    const hotline = await openHotline({ at: '2026-11-23T17:57:00+01:00' });
    const { erika, anna } = hotline.phones;
    await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
    expect(await hotline.ticket()).toMatchObject({ respondBy: '2026-11-24T13:57:00.000Z' });
    expect(anna.newSms()).toHaveLength(1);
    await hotline.database.query(
      `update calendars set definition = jsonb_set(definition, '{closures}', '["2026-11-24"]')`,
    );
    return hotline;
  }

  test('it is still to be kept: people are paged before it, the last resort too, and once it has passed they rest', async () => {
    await using hotline = await promisedForTuesday();
    const { anna, ben, supervisor } = hotline.phones;
    await hotline.pass({ hours: 15, minutes: 40 });
    expect(await anna.isQuiet()).toBe(false);
    await drain(hotline);
    expect(ben.newSms()).toEqual([expect.stringContaining('MEDIUM ticket 4711')]);
    expect(supervisor.newSms()[0]).toContain('MITTEL Ticket 4711');
    await hotline.pass({ hours: 6 });
    expect(supervisor.newSms()).toContainEqual(expect.stringContaining('Frist verpasst'));
    await lookAway(hotline);
    await hotline.pass({ hours: 17 });
    expect([anna, ben, supervisor].flatMap((phone) => phone.newSms())).toEqual([]);
    expect(await anna.isQuiet()).toBe(true);
  });

  test('whoever calls in before it may wait for an engineer', async () => {
    await using hotline = await promisedForTuesday();
    await hotline.pass({ hours: 15, minutes: 5 });
    const call = await hotline.phones.erika.dial();
    for (const key of [`${ERIKA_PIN}#`, '1']) await call.press(key);
    expect(call.state).toBe('waiting');
    await call.hangUp();
    await lookAway(hotline);
    await drain(hotline);
  });
});
