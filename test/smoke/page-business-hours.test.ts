import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, openCase } from '../support/stories.ts';

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
