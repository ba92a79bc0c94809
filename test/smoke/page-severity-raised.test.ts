import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, openCase } from '../support/stories.ts';

/** Erika calls again: her ticket has become critical. */
async function raise(hotline: Hotline): Promise<void> {
  const { erika } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '3', '4711#', '2', '1', '1']) await call.press(keys);
  await call.hangUp();
  erika.sms();
}

/** The instants of the plan as minutes from ten o'clock. */
async function minutesOfPlan(hotline: Hotline): Promise<number[]> {
  const { plan } = await hotline.api<{ plan: { at: string }[] }>('/tickets/4711');
  return plan.map(({ at }) => (Date.parse(at) - Date.parse('2026-11-23T09:00:00Z')) / 60_000);
}

test('raised late: the deadline counts from the first ring, and the steps are drawn together before it', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, supervisor } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  expect(await minutesOfPlan(hotline)).toEqual([0, 24, 24]);
  anna.sms();
  await hotline.pass({ minutes: 20 });
  await raise(hotline);
  expect(await hotline.ticket('4711')).toMatchObject({ severity: 1, respondBy: '2026-11-23T09:30:00.000Z' });
  expect(await minutesOfPlan(hotline)).toEqual([20, 21, 28]);
  expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  await hotline.pass({ minutes: 1 });
  await anna.rings();
  await hotline.pass({ minutes: 7 });
  expect(ben.newSms()).toHaveLength(1);
  // so late, the supervisors are reached before the last step
  const last = await supervisor.rings();
  await (await (await ben.rings()).answer()).press('2');
  expect(last.status).toBe('canceled');
  for (const phone of [ben, supervisor]) phone.sms();
});

test('raised while somebody has it: they are rung long before the deadline that was', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 4 })).hangUp();
  await anna.sendSms('A');
  anna.sms();
  await hotline.pass({ minutes: 10 });
  await raise(hotline);
  await hotline.pass({ minutes: 6 });
  const engineer = await (await anna.rings()).answer();
  expect(engineer.heard()).toContain('Noch 14 Minuten');
  await engineer.press('1');
  await (await (await erika.rings()).answer()).press('1');
  expect(engineer.joined).toBe(true);
});
