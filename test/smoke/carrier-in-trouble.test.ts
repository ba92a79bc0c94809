import { expect, test, vi } from 'vitest';
import { HotlineError } from '../../src/platform/errors.ts';
import { sweep } from '../../src/worker/run-timer.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase, drain } from '../support/stories.ts';

const toCustomers = ({ database }: Hotline) =>
  database.query(`select status from messages where audience = 'customer' and direction = 'outbound'`);

test('the carrier is busy for a while: the page comes later, once', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  hotline.line.failNext({ path: 'Messages', times: 3, failure: 429 });
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([]);
  await hotline.pass({ seconds: 10 });
  expect(anna.newSms()).toHaveLength(1);
  expect(erika.sms().length).toBeLessThanOrEqual(1);
});

test('the carrier takes texts again: a page that had failed goes with the first one it takes', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  hotline.line.failNext({ path: 'Messages', times: 6, failure: 500 });
  const call = await erika.dial();
  for (const keys of ['471108#', '1', '1', '1']) await call.press(keys);
  await hotline.pass({ seconds: 8 });
  expect(anna.newSms()).toEqual([]);
  for (const keys of ['2', '1']) await call.press(keys);
  await call.hangUp();
  await hotline.settle();
  expect(erika.newSms()).toHaveLength(1);
  expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
  await drain(hotline);
});

test('an SMS to the customer with an unknown outcome is not sent twice; a page is', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  await call.press('471108#');
  await call.press('1');
  await call.press('1');
  await call.press('1');
  anna.newSms();
  await call.press('2');
  hotline.line.failNext({ path: 'Messages', times: 1, failure: 'accept-then-fail' });
  await call.press('1');
  await call.hangUp();
  await hotline.pass({ minutes: 1 });
  expect(erika.newSms()).toHaveLength(1);
});

test('a call whose outcome is unknown rings again unless its webhooks show that it exists', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  hotline.line.failNext({ path: 'Calls', times: 1, failure: 'accept-then-fail' });
  await hotline.pass({ minutes: 3 });
  const ring = await anna.rings();
  await hotline.pass({ seconds: 30 });
  expect(await anna.isQuiet()).toBe(true);
  const page = await ring.answer();
  await page.press('2');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
});

test('the carrier never says whether it took an SMS to the customer: it is not sent again, and stands as unknown', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  for (const keys of ['471108#', '1', '1', '1']) await call.press(keys);
  anna.newSms();
  await call.press('2');
  hotline.line.holdBack('/twilio/sms/status');
  hotline.line.failNext({ path: 'Messages', times: 1, failure: 'accept-then-fail' });
  await call.press('1');
  await call.hangUp();
  await hotline.pass({ minutes: 2 });
  expect(erika.newSms()).toHaveLength(1);
  expect(await toCustomers(hotline)).toEqual([{ status: 'unknown' }]);
});

test('the worker dies while it sends an SMS to the customer: it is not sent again, and stands as unknown', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  hotline.line.settle = undefined;
  await criticalCase(erika);
  await hotline.database.query(`update timers set due_at = due_at + interval '20 seconds', attempts = 1`);
  await hotline.database.query(`update messages set status = 'sending' where audience = 'customer'`);
  hotline.line.settle = hotline.doDueWork;
  await hotline.pass({ minutes: 1 });
  expect(erika.newSms()).toEqual([]);
  expect(await toCustomers(hotline)).toEqual([{ status: 'unknown' }]);
  anna.sms();
});

test('the carrier never had the call whose outcome is unknown: it is asked for again, once', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  hotline.line.failNext({ path: 'Calls', times: 1, failure: 'reset' });
  await hotline.pass({ minutes: 3 });
  expect(await anna.isQuiet()).toBe(true);
  await hotline.pass({ seconds: 22 });
  const page = await (await anna.rings()).answer();
  await page.press('2');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
});

test('the worker dies between writing and sending: the page goes out when its lease is over', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  hotline.line.settle = undefined;
  await criticalCase(erika);
  // a worker takes what is due, and is gone
  await hotline.database.query(`update timers set due_at = due_at + interval '20 seconds', attempts = 1`);
  await hotline.database.query(`update messages set status = 'sending' where page_id is not null`);
  hotline.line.settle = hotline.doDueWork;
  expect(anna.newSms()).toEqual([]);
  await hotline.pass({ seconds: 21 });
  expect(anna.newSms()).toHaveLength(1);
  erika.sms();
});

test('status callbacks come twice and in reverse: nothing goes back', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben, benAtHome } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  hotline.line.holdBack('/twilio/voice/status');
  await hotline.pass({ minutes: 3 });
  await (await anna.rings()).noAnswer();
  await hotline.line.deliverLate({ reversed: true });
  expect(ben.newSms()).toHaveLength(1);
  await (await ben.rings()).noAnswer();
  await benAtHome.rings();
  const pages = await hotline.api<{ data: { status: string }[] }>('/pages?ticket=4711');
  expect(pages.data.filter((page) => page.status === 'not-reached').length).toBeGreaterThanOrEqual(1);
});

test('a lost status callback: the leg is asked about, and the next step follows', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  hotline.line.holdBack('/twilio/voice/status');
  await hotline.pass({ minutes: 3 });
  await (await anna.rings()).noAnswer();
  await hotline.pass({ minutes: 1 });
  expect(ben.newSms()).toHaveLength(1);
  await ben.rings();
});

test('an engineer who has opted out at the carrier is called instead, and the supervisors know', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await anna.sendSms('STOP');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber hat SMS abbestellt')]);
  anna.newSms();
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([]);
  const page = await (await anna.rings()).answer();
  await page.press('2');
});

test('a leg that ended while the carrier still said that it is busy is not dialled again', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  const { carrier } = hotline.app;
  const startCall = vi.spyOn(carrier, 'startCall').mockImplementationOnce(async () => {
    // asked for twice, since the first answer stayed out: the other one is over by now
    await hotline.database.query(
      `update calls set status = 'canceled', ended_at = $1 where status = 'sending'`,
      [new Date()],
    );
    throw new HotlineError('carrier-busy', 'the carrier answered 429');
  });
  await hotline.pass({ minutes: 4 });
  expect(startCall).toHaveBeenCalledTimes(1);
  expect(await anna.isQuiet()).toBe(true);
});

test('a page is called off while the carrier is being asked for its leg: it rings no longer than that', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  const { carrier, jobDeps: deps } = hotline.app;
  const { startCall } = carrier;
  vi.spyOn(carrier, 'startCall').mockImplementationOnce(async (call) => {
    await anna.sendSms('A');
    await hotline.database.query(`update timers set due_at = $1 where kind = 'end-call'`, [new Date()]);
    await sweep(deps, 10);
    return startCall(call);
  });
  await hotline.pass({ minutes: 4 });
  const [leg] = await hotline.database.query(`select status from calls where party = 'engineer'`);
  expect(leg).toEqual({ status: 'canceled' });
  expect((await anna.rings()).status).toBe('canceled');
  anna.newSms();
});

test('a leg whose end is reported before it asks what to say has ended', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  await hotline.pass({ minutes: 3 });
  const page = await (await anna.rings()).answer();
  const first = hotline.line.webhooks.find(
    ({ url, params }) => url.includes('/leg/') && params.CallSid === page.sid,
  );
  if (!first) throw new Error('nobody asked what to say');
  await hotline.database.query(
    `update calls set status = 'completed', ended_at = $2, answered_at = null where sid = $1`,
    [page.sid, new Date()],
  );
  expect((await hotline.line.replay(first)).body).toContain('<Hangup/>');
  expect(await hotline.database.query('select status from calls where sid = $1', [page.sid])).toEqual([
    { status: 'completed' },
  ]);
});

test("neither the carrier's answer to a call nor the report of its end comes: it is asked about, and the next step follows", async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  hotline.line.failNext({ path: 'Calls', times: 1, failure: 'accept-then-fail' });
  await hotline.pass({ minutes: 3 });
  const page = await (await anna.rings()).answer();
  hotline.line.holdBack('/twilio/voice/status');
  await page.hangUp();
  await hotline.pass({ minutes: 1 });
  expect(ben.newSms()).toHaveLength(1);
  await ben.rings();
});
