import { expect, test } from 'vitest';
import { acknowledge } from '../../src/domain/ticket-operations/acknowledge.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import {
  criticalCase,
  ERIKA_PIN,
  GRACE_PIN,
  openCase,
  orderWithCode,
  PETRA_PIN,
} from '../support/stories.ts';

test('taken while the carrier keeps the page waiting: it is not sent any more', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  hotline.line.failNext({ path: 'Messages', times: 1, failure: 429 });
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', '1', '1']) await call.press(keys);
  const taking = { ticketNumber: '4711', by: 'ben', channel: 'api' as const };
  await hotline.database.transaction((tx) => acknowledge({ tx, now: new Date() }, taking));
  await hotline.pass({ minutes: 1 });
  expect(anna.newSms()).toEqual([]);
  await call.hangUp();
  erika.sms();
});

test('the carrier takes a page and then cannot deliver it: the phone rings at once', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  anna.refuseSms();
  await criticalCase(erika);
  expect(anna.undelivered()).toHaveLength(1);
  const page = await (await anna.rings()).answer();
  await page.press('2');
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
  const { timeline } = await hotline.ticket('4711');
  expect(timeline.filter(({ kind }) => kind === 'page').map(({ detail }) => detail)).toEqual([
    { engineer: 'anna', channel: 'sms', step: 0 },
    { engineer: 'anna', channel: 'call', step: 0, reason: 'instead of SMS' },
  ]);
  expect(supervisor.newSms()).toEqual([]);
});

test('the carrier knows of an opt-out that we do not: the supervisors are told, and the engineer is called', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  hotline.line.carrier.texting.optedOut.add(anna.number);
  await criticalCase(erika);
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber hat SMS abbestellt')]);
  await (await (await anna.rings()).answer()).press('2');
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
});

test('reports of a page come twice and in reverse: a delivered page stays delivered', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  hotline.line.holdBack('/twilio/sms/status');
  await criticalCase(erika);
  anna.sms();
  await hotline.line.deliverLate({ reversed: true });
  for (const webhook of hotline.line.webhooks.filter(({ kind }) => kind === 'sms-status'))
    await hotline.line.replay(webhook);
  const messages = await hotline.database.query<{ status: string }>(
    'select distinct status from messages where page_id is not null',
  );
  expect(messages).toEqual([{ status: 'delivered' }]);
  expect(await anna.isQuiet()).toBe(true);
});

test('mild cases in quick succession come in one SMS, a critical one comes at once', async () => {
  await using hotline = await openHotline();
  const { erika, grace, petra, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
  expect(anna.newSms()).toEqual([expect.stringContaining('MITTEL Ticket 4711')]);
  await (await openCase(grace, { pin: GRACE_PIN, severity: 4 })).hangUp();
  await (await openCase(petra, { pin: PETRA_PIN, severity: 3 })).hangUp();
  expect(anna.newSms()).toEqual([]);
  await hotline.pass({ minutes: 1 });
  const [bundle, ...others] = anna.newSms();
  expect(others).toEqual([]);
  expect(bundle).toContain('4712 NIEDRIG');
  expect(bundle).toContain('4713 MITTEL');
  const critical = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4714')]);
  await critical.hangUp();
});

test('a mild case that is taken meanwhile is left out of the SMS', async () => {
  await using hotline = await openHotline();
  const { erika, grace, petra, anna, ben } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 3 })).hangUp();
  await (await openCase(grace, { pin: GRACE_PIN, severity: 4 })).hangUp();
  await (await openCase(petra, { pin: PETRA_PIN, severity: 3 })).hangUp();
  anna.sms();
  await orderWithCode(ben, 'A', '4712');
  ben.sms();
  await hotline.pass({ minutes: 1 });
  expect(anna.newSms()).toEqual([expect.stringMatching(/MITTEL Ticket 4713(?!.*4712)/)]);
});

/** Two cases whose pages the carrier keeps waiting, until they have become one message that it keeps waiting, too. */
async function bundledButNotSent(hotline: Hotline) {
  const { erika, grace, anna } = hotline.phones;
  hotline.line.failNext({ path: 'Messages', times: 40, failure: 429 });
  await openCase(erika, { pin: ERIKA_PIN, severity: 2 });
  await openCase(grace, { pin: GRACE_PIN, severity: 2 });
  await hotline.pass({ seconds: 20 });
  expect(anna.newSms()).toEqual([]);
  const bundled = await hotline.database.query(
    `select carrier.ticket_number as "carrier", carried.ticket_number as "carried"
     from messages carried join messages carrier on carrier.id = carried.bundled_into`,
  );
  expect(bundled).toHaveLength(1);
  return bundled[0] as { carrier: string; carried: string };
}

test('two pages became one that the carrier did not take; the case it began with is taken: the other page goes out', async () => {
  await using hotline = await openHotline();
  const { erika, grace, anna, ben } = hotline.phones;
  const { carrier, carried } = await bundledButNotSent(hotline);
  await hotline.api(`/tickets/${carrier}/acknowledge`, { by: 'ben' });
  hotline.line.carrier.faultiness.forget();
  await hotline.pass({ minutes: 1 });
  expect(anna.newSms()).toEqual([expect.stringContaining(`HOCH Ticket ${carried}`)]);
  for (const phone of [erika, grace, ben]) phone.sms();
});

test('two pages went out as one that cannot be delivered: the phone rings for both cases', async () => {
  await using hotline = await openHotline();
  const { erika, grace, anna } = hotline.phones;
  await bundledButNotSent(hotline);
  anna.refuseSms();
  hotline.line.carrier.faultiness.forget();
  await hotline.pass({ minutes: 1 });
  expect(anna.undelivered()).toHaveLength(1);
  for (let times = 0; times < 2; times += 1) {
    const page = await (await anna.rings()).answer();
    await page.press('2');
    await hotline.pass({ seconds: 10 });
  }
  for (const ticket of ['4711', '4712'])
    expect(await hotline.ticket(ticket)).toMatchObject({ acknowledgedBy: 'anna' });
  for (const phone of [erika, grace]) phone.sms();
});

test('what two pages became is taken into a third one while the carrier is busy: all three are told of', async () => {
  await using hotline = await openHotline();
  const { erika, grace, petra, anna } = hotline.phones;
  const { carrier } = await bundledButNotSent(hotline);
  const [third] = await hotline.database.query<{ id: string }>(
    `select id from messages where ticket_number = $1 and page_id is not null`,
    [carrier],
  );
  await openCase(petra, { pin: PETRA_PIN, severity: 1 });
  // the newest one is tried first
  await hotline.database.query(
    `update timers set due_at = due_at + interval '20 seconds' where subject = $1`,
    [third?.id],
  );
  await hotline.pass({ seconds: 10 });
  hotline.line.carrier.faultiness.forget();
  await hotline.pass({ minutes: 1 });
  const told = anna.newSms().join(' ');
  for (const ticket of ['4711', '4712', '4713']) expect(told).toContain(ticket);
  for (const phone of [erika, grace, petra]) phone.sms();
});

test('whose home phone stands first is written to on their mobile, and rung at home first', async () => {
  await using hotline = await openHotline({
    directory: (usual) => usual.replace('["+4915228817386"]', '["+493023125018", "+4915228817386"]'),
  });
  const { erika, anna } = hotline.phones;
  const home = hotline.line.phone('+493023125018');
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
  await hotline.pass({ minutes: 3 });
  await (await (await home.rings()).answer()).press('2');
  expect(await hotline.ticket()).toMatchObject({ acknowledgedBy: 'anna' });
});
