import { expect, test } from 'vitest';
import { setTimer } from '../../src/platform/timers/timer-store.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { annaConnects, criticalCase, drain, ERIKA_PIN, PORTAL_REQUEST } from '../support/stories.ts';

const LATE_ON_MONDAY = '2026-11-23T23:58:30+01:00';

/** Musterwerk's contract, the first of the directory, ends with the Monday. */
const endsAtMidnight = (usual: string) => usual.replace('until: 2027-12-31', 'until: 2026-11-23');

/** Erika's critical ticket of the last evening; she calls again once the contract has ended. */
async function callsAfterMidnight(hotline: Hotline) {
  const { erika } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 2 });
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  return call;
}

test('who was promised an answer before the contract ended may call about that ticket, and about nothing else', async () => {
  await using hotline = await openHotline({ at: LATE_ON_MONDAY, directory: endsAtMidnight });
  const { erika, supervisor } = hotline.phones;
  const call = await callsAfterMidnight(hotline);
  expect(call.state).toBe('ticket-menu');
  expect(call.heard()).toMatch(
    /^Ihr Vertrag enthält diese Hotline zurzeit nicht\. Um Ticket 4 7 1 1 kümmern wir uns weiter\. Ticket 4 7 1 1 ist /,
  );
  await call.press('3');
  expect(call.waitsFor).toBe('keys');
  const engineer = await annaConnects(hotline.phones);
  expect([call.joined, engineer.joined]).toEqual([true, true]);
  await call.hangUp();
  await engineer.press('1');
  expect(await hotline.tickets()).toMatchObject([{ number: '4711', status: 'answered' }]);
  expect(supervisor.newSms()).toEqual([]);
  const later = await erika.dial();
  await later.press(`${ERIKA_PIN}#`);
  expect([later.over, later.heard()]).toEqual([true, expect.stringContaining('Unser Team meldet sich')]);
  expect(supervisor.newSms()).toHaveLength(1);
  erika.sms();
  await drain(hotline);
});

test('nor may they when an engineer who wanted them is gone again by the time they are put through', async () => {
  await using hotline = await openHotline({ at: LATE_ON_MONDAY, directory: endsAtMidnight });
  const { erika, anna } = hotline.phones;
  const call = await callsAfterMidnight(hotline);
  const [leg] = await hotline.database.query<{ id: string }>(
    `select id from calls where party = 'caller' order by started_at desc limit 1`,
  );
  const wake = { kind: 'wake-call', subject: leg?.id ?? '', dueAt: new Date() } as const;
  await hotline.database.transaction((tx) => setTimer(tx, wake));
  await hotline.settle();
  expect([call.over, call.state]).toEqual([false, 'ticket-menu']);
  await call.hangUp();
  expect(await hotline.tickets()).toHaveLength(1);
  for (const phone of [erika, anna]) phone.sms();
  await drain(hotline);
});

test('a ticket of a plan that never had the phone line opens it to nobody', async () => {
  const withoutLine = (usual: string) => usual.replace('enhanced:\n', 'enhanced:\n    phone-line: false\n');
  await using hotline = await openHotline({ directory: withoutLine });
  const { erika, anna, supervisor } = hotline.phones;
  await hotline.api('/tickets', PORTAL_REQUEST);
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  expect([call.over, call.heard()]).toEqual([true, expect.stringContaining('Unser Team meldet sich')]);
  expect(supervisor.newSms()).toHaveLength(1);
  expect(await hotline.tickets()).toMatchObject([{ number: '4711', status: 'open' }]);
  for (const phone of [erika, anna]) phone.sms();
  await drain(hotline);
});
