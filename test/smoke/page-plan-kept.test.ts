import { expect, test } from 'vitest';
import { retireCustomer } from '../../src/domain/directory-changes/save-customer.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { pagedBy } from '../support/paging-steps.ts';
import { criticalCase, KLARA_PIN, openCase } from '../support/stories.ts';

/** Its first round ends just before the share of the last resort begins. */
const TWO_STEPS = pagedBy(
  '{ at: 0%, page: [schedule:front], by: [sms] }',
  '{ at: 79%, page: [schedule:back], by: [sms] }',
);

interface Planned {
  openedAt: string;
  lastResort: { at: string; page: string[]; done: boolean };
}

async function lastResortOf(hotline: Hotline) {
  const { lastResort, openedAt } = (await hotline.ticket()) as unknown as Planned;
  const { at, ...rest } = lastResort;
  return { ...rest, minute: (Date.parse(at) - Date.parse(openedAt)) / 60_000 };
}

test('a first step at five minutes pages nobody before', async () => {
  await using hotline = await openHotline({
    directory: pagedBy('{ at: PT5M, page: [schedule:front], by: [sms] }'),
  });
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 4 });
  expect(anna.newSms()).toEqual([]);
  await hotline.pass({ minutes: 1 });
  expect(anna.newSms()).toHaveLength(1);
});

test('nobody holds it: the last resort is called while a fifth of the window is left, as the plan has said', async () => {
  await using hotline = await openHotline({
    directory: TWO_STEPS,
  });
  const { erika, anna, ben, supervisor } = hotline.phones;
  await criticalCase(erika);
  expect(await lastResortOf(hotline)).toEqual({ page: ['supervisors'], minute: 24, done: false });
  await hotline.pass({ minutes: 23 });
  expect(supervisor.newSms()).toEqual([]);
  await hotline.pass({ minutes: 1 });
  expect(supervisor.newSms()).toHaveLength(1);
  await supervisor.rings();
  for (const phone of [anna, ben]) phone.sms();
  expect(await lastResortOf(hotline)).toMatchObject({ done: true });
});

test('somebody holds it: the last resort is left in peace', async () => {
  await using hotline = await openHotline({
    directory: TWO_STEPS,
  });
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 23 });
  await anna.sendSms('A 4711');
  anna.sms();
  await hotline.pass({ minutes: 1, seconds: 30 });
  expect(supervisor.newSms()).toEqual([]);
});

test('a customer who is retired while a ticket is open is named as before, and their TAM is called as before', async () => {
  await using hotline = await openHotline({
    directory: pagedBy(
      '{ at: 0%, page: [schedule:front], by: [sms] }',
      '{ at: 10%, page: [tam], by: [sms] }',
    ),
  });
  const { klara, anna, tessa } = hotline.phones;
  await (await openCase(klara, { pin: KLARA_PIN, severity: 1 })).press('2');
  klara.sms();
  anna.sms();
  tessa.sms();
  const change = { by: 'Sue', now: new Date() };
  await hotline.database.transaction((tx) => retireCustomer(tx, '300100', change));
  await hotline.pass({ minutes: 4 });
  expect(tessa.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711 Kanzlei Nord')]);
});
