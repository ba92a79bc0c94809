import { expect, test } from 'vitest';
import { setTimer } from '../../src/platform/timers/timer-store.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import {
  annaConnects,
  criticalCase,
  drain,
  ERIKA_PIN,
  MAX_PIN,
  openCase,
  PORTAL_REQUEST,
  refuse,
} from '../support/stories.ts';

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

/** So long ago was the answer, by the record. */
const answeredDaysAgo = (hotline: Hotline, days: number) =>
  hotline.database.query(`update tickets set answered_at = answered_at - make_interval(days => $1)`, [days]);

test('who was promised an answer before the contract ended may call about that ticket, and about nothing else', async () => {
  await using hotline = await openHotline({ at: LATE_ON_MONDAY, directory: endsAtMidnight });
  const { erika, supervisor } = hotline.phones;
  const call = await callsAfterMidnight(hotline);
  expect(call.state).toBe('ticket-menu');
  expect(call.heard()).toMatch(
    /^Ihr Vertrag enthält diese Hotline zurzeit nicht\. Zu Ticket 4 7 1 1 sind wir weiter für Sie da\. Ticket 4 7 1 1 ist /,
  );
  await call.press('3');
  expect(call.waitsFor).toBe('keys');
  const engineer = await annaConnects(hotline.phones);
  expect([call.joined, engineer.joined]).toEqual([true, true]);
  await call.hangUp();
  await engineer.press('1');
  expect(await hotline.tickets()).toMatchObject([{ number: '4711', status: 'answered' }]);
  expect(supervisor.newSms()).toEqual([]);
  await answeredDaysAgo(hotline, 4);
  const later = await erika.dial();
  await later.press(`${ERIKA_PIN}#`);
  expect([later.over, later.heard()]).toEqual([true, expect.stringContaining('Unser Team meldet sich')]);
  expect(supervisor.newSms()).toHaveLength(1);
  erika.sms();
  await drain(hotline);
});

test('an answer may be objected to by phone for three days', async () => {
  await using hotline = await openHotline({ at: LATE_ON_MONDAY, directory: endsAtMidnight });
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  const engineer = await annaConnects(hotline.phones);
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  await customer.hangUp();
  await engineer.press('1');
  await hotline.pass({ minutes: 2 });
  await answeredDaysAgo(hotline, 2);
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  expect([call.state, call.heard()]).toEqual(['ticket-menu', expect.stringContaining('Zu Ticket 4 7 1 1 ')]);
  await call.press('4');
  await call.hangUp();
  expect(await hotline.tickets()).toMatchObject([{ number: '4711', status: 'open' }]);
  for (const phone of [erika, anna]) phone.sms();
  await drain(hotline);
});

test('a colleague may call about it, too, and keys in which of several is meant', async () => {
  await using hotline = await openHotline({ at: LATE_ON_MONDAY, directory: endsAtMidnight });
  const { erika, anna } = hotline.phones;
  const max = hotline.line.phone('+493023125102');
  await criticalCase(erika);
  await hotline.pass({ minutes: 2 });
  const only = await max.dial();
  await only.press(`${MAX_PIN}#`);
  expect([only.state, only.heard()]).toEqual(['ticket-menu', expect.stringContaining('Zu Ticket 4 7 1 1 ')]);
  await only.hangUp();
  await hotline.database.query(`update customers set valid_until = '2027-12-31' where number = '100234'`);
  await (await openCase(max, { pin: MAX_PIN, severity: 2 })).hangUp();
  await hotline.database.query(`update customers set valid_until = '2026-11-23' where number = '100234'`);
  const call = await max.dial();
  await call.press(`${MAX_PIN}#`);
  expect([call.state, call.heard()]).toEqual([
    'ticket-of-before',
    expect.stringMatching(/Zu Ihren bisherigen Tickets .* geben Sie die Ticketnummer ein/u),
  ]);
  await call.press('99#');
  expect([call.state, call.heard()]).toEqual(['ticket-of-before', expect.stringContaining('finde ich')]);
  await call.press('4711#');
  expect([call.state, call.heard()]).toEqual(['ticket-menu', expect.stringContaining('Ticket 4 7 1 1 ist')]);
  await call.hangUp();
  for (const phone of [erika, max, anna]) phone.sms();
  await drain(hotline);
});

test('whoever keys no number in hears of their own, and one that is long answered is not found', async () => {
  await using hotline = await openHotline({ at: LATE_ON_MONDAY, directory: endsAtMidnight });
  const { erika, anna } = hotline.phones;
  for (let count = 0; count < 2; count += 1) await criticalCase(erika);
  await hotline.database.query(
    `insert into tickets select * from jsonb_populate_record(
       (select tickets from tickets where number = 4711),
       '{"number": 4600, "status": "answered", "answered_at": "2026-01-01T00:00Z", "idempotency_key": null}')`,
  );
  await hotline.pass({ minutes: 2 });
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  await call.press('4600#');
  expect([call.state, call.heard()]).toEqual(['ticket-of-before', expect.stringContaining('finde ich')]);
  for (let silence = 0; call.state === 'ticket-of-before' && silence < 4; silence += 1) await call.silence();
  expect([call.state, call.heard()]).toEqual(['ticket-menu', expect.stringContaining('Ticket 4 7 1 1 ist')]);
  await call.hangUp();
  for (const phone of [erika, anna]) phone.sms();
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

test.each([
  ['alone', false],
  ['beside an open ticket', true],
])(
  'what had to be phoned on the last evening may be phoned in after midnight, %s, and nothing else',
  async (_how, hasCase) => {
    await using hotline = await openHotline({ at: LATE_ON_MONDAY, directory: endsAtMidnight });
    const { erika, anna, supervisor } = hotline.phones;
    if (hasCase) await criticalCase(erika);
    const { dialInCode } = await refuse(hotline);
    await hotline.pass({ minutes: 2 });
    const before = (await hotline.tickets()).length;
    const gone = await erika.dial();
    await gone.press(`${ERIKA_PIN}#`);
    expect(gone.heard()).toContain('schriftlich gestellt');
    await gone.hangUp();
    expect(await hotline.tickets()).toHaveLength(before);
    const call = await erika.dial();
    for (const keys of [`${ERIKA_PIN}#`, '1', `${dialInCode}#`]) await call.press(keys);
    expect(call.state).toBe('consent');
    await call.hangUp();
    const [opened, ...others] = await hotline.tickets();
    expect(opened).toMatchObject({
      severity: 2,
      status: 'open',
      description: { text: 'Der Export bricht ab' },
    });
    expect(others).toHaveLength(before);
    for (const phone of [erika, anna, supervisor]) phone.sms();
    await drain(hotline);
  },
);

test('whoever rang before midnight has the line, however long they take over their PIN', async () => {
  await using hotline = await openHotline({ at: '2026-11-23T23:59:50+01:00', directory: endsAtMidnight });
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  await hotline.pass({ seconds: 20 });
  await call.press(`${ERIKA_PIN}#`);
  expect(call.state).toBe('menu');
  await call.hangUp();
  expect(await hotline.tickets()).toMatchObject([{ status: 'open', abandoned: true }]);
  for (const phone of [erika, anna]) phone.sms();
  await drain(hotline);
});
