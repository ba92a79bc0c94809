import { expect, test } from 'vitest';
import { changeSmsConsent } from '../../src/domain/sms/opt-out.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test.each(['START', 'YES', 'Unstop', 'yes.'])(
  'an engineer opts out, and back in with %j: they are paged by SMS again, and the supervisors know both',
  async (word) => {
    await using hotline = await openHotline();
    const { erika, anna, supervisor } = hotline.phones;
    await anna.sendSms('STOP');
    expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber hat SMS abbestellt')]);
    await anna.sendSms('STOP');
    expect(supervisor.newSms()).toEqual([]);
    hotline.line.carrier.texting.optedOut.delete(anna.number);
    anna.newSms();
    await anna.sendSms(word);
    expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber bekommt wieder SMS')]);
    expect(anna.newSms()).toEqual([]);
    await criticalCase(erika);
    expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
    erika.sms();
  },
);

test('YES from somebody who never opted out is no order: they are told what is', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await criticalCase(erika);
  anna.newSms();
  await anna.sendSms('YES');
  expect(anna.newSms()).toEqual([expect.stringMatching(/Nicht verstanden.*A 4711/)]);
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  expect(supervisor.newSms()).toEqual([]);
});

test('the carrier has somebody back in without a word to us: the first SMS that gets through shows it', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await anna.sendSms('STOP');
  supervisor.newSms();
  await hotline.pass({ minutes: 1 });
  hotline.line.carrier.texting.optedOut.delete(anna.number);
  anna.newSms();
  await anna.sendSms('?');
  expect(anna.newSms()).toEqual([expect.stringContaining('nichts offen')]);
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber bekommt wieder SMS')]);
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  erika.sms();
});

test('a page that was under way when they opted out shows nothing, however late its report', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  hotline.line.holdBack('/twilio/sms/status');
  await criticalCase(erika);
  await hotline.pass({ seconds: 10 });
  await anna.sendSms('STOP');
  await hotline.line.deliverLate();
  expect(supervisor.newSms()).toEqual([expect.stringContaining('hat SMS abbestellt')]);
  await anna.sendSms('A 4711');
  expect(supervisor.newSms()).toEqual([]);
  expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
  for (const phone of [erika, anna]) phone.sms();
});

test('the carrier refuses any SMS, not only a page: we know of the opt-out, and the supervisors are told once', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  hotline.line.carrier.texting.optedOut.add(anna.number);
  await anna.sendSms('?');
  await anna.sendSms('?');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Anna Weber hat SMS abbestellt')]);
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([]);
  await (await (await anna.rings()).answer()).press('2');
  erika.sms();
});

test('ABMELDEN is a wish that only the person takes back: an answer that gets through does not', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await anna.sendSms('abmelden');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('hat SMS abbestellt')]);
  await anna.sendSms('?');
  expect(anna.newSms()).toEqual([expect.stringContaining('nichts offen')]);
  expect(supervisor.newSms()).toEqual([]);
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([]);
  await (await (await anna.rings()).answer()).press('2');
  await anna.sendSms('START');
  expect(supervisor.newSms()).toEqual([expect.stringContaining('bekommt wieder SMS')]);
  erika.sms();
});

test('a STOP that reaches us after a newer START says nothing any more', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const sentAt = new Date();
  await hotline.pass({ minutes: 5 });
  await anna.sendSms('START');
  const late = { from: anna.number, body: 'STOP', sentAt };
  await hotline.database.transaction((tx) =>
    changeSmsConsent({ tx, hotline: hotline.app.hotline, now: new Date() }, late),
  );
  anna.newSms();
  await criticalCase(erika);
  expect(anna.newSms()).toEqual([expect.stringContaining('KRITISCH Ticket 4711')]);
  erika.sms();
});

test.each(['STOP 4711', 'please stop', 'start A 4711', 'yes 4711', 'START please'])(
  '%j is neither an opt-out nor an order',
  async (body) => {
    await using hotline = await openHotline();
    const { erika, anna, supervisor } = hotline.phones;
    await criticalCase(erika);
    anna.newSms();
    await anna.sendSms(body);
    expect(anna.newSms()).toEqual([expect.stringContaining('Nicht verstanden')]);
    expect(supervisor.newSms()).toEqual([]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    erika.sms();
  },
);
