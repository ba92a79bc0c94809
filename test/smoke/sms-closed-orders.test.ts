import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openHotline } from '../support/hotline.ts';
import { sentence } from '../support/sentences.ts';
import { criticalCase, ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

describe('one critical case is open for anna', () => {
  test.each([
    'A minute please, I am driving',
    'Ok but I am on holiday',
    'Nehme ich nicht an',
    'ok?',
    'Erledigt noch nicht',
    'done?',
    '👍',
    'Liked “Ticket 4711 S1 Musterwerk AG”',
    'Liked “KRITISCH Ticket 4711 Musterwerk AG, noch 30 min. A 4711 übernehmen”',
    'A 47 11',
    'A +49 171 4711',
  ])('%j changes nothing, and she is told what is understood', async (body) => {
    await using hotline = await openHotline();
    const { erika, anna, ben } = hotline.phones;
    await criticalCase(erika);
    anna.newSms();
    await anna.sendSms(body);
    expect(anna.newSms()).toEqual([expect.stringMatching(/^Nicht verstanden.*A 4711.*Offen: 4711$/)]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', acknowledgedBy: null });
    await hotline.pass({ minutes: 3 });
    await (await anna.rings()).decline();
    await ben.rings();
    expect(ben.newSms()).toEqual([expect.stringContaining('CRITICAL ticket 4711')]);
    erika.sms();
  });

  test('and is hers: the clock runs on through half sentences, until she names the ticket', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await criticalCase(erika);
    await anna.sendSms('A');
    anna.newSms();
    for (const body of ['Erledigt noch nicht', 'Fertig in 10 Minuten', 'done?', 'D 4711 noch nicht']) {
      await anna.sendSms(body);
      expect(anna.newSms()).toEqual([expect.stringContaining('Nicht verstanden')]);
    }
    for (const body of ['D fixed the relay', 'D', 'fertig!']) {
      await anna.sendSms(body);
      expect(anna.newSms()).toEqual([expect.stringMatching(/D braucht die Nummer: D 4711 .*Offen: 4711/)]);
    }
    await anna.sendSms('F gebaut');
    expect(anna.newSms()).toEqual([expect.stringContaining('F braucht die Nummer: F 4711')]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'acknowledged' });
    erika.sms();
  });
});

test.each([
  'D Ticket 4711: fixed the relay',
  'D-4711 text',
  'A-4711',
  'A/4711',
  'A Ticket 4711',
  'A no 4711',
  'P ticket 4711',
  'ack please 4711',
])('%j is about 4711, which is done; 4712, the only one that is open, is left alone', async (body) => {
  await using hotline = await openHotline();
  const { erika, grace, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Neustart' });
  await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  anna.newSms();
  await anna.sendSms(body);
  expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4711 ist schon erledigt')]);
  expect(await hotline.ticket('4712')).toMatchObject({ status: 'open', acknowledgedBy: null });
  for (const phone of [erika, grace]) phone.sms();
});

test('two cases are open: what is not understood names both, and D asks for the number of one', async () => {
  await using hotline = await openHotline();
  const { erika, grace, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  await (await openCase(grace, { pin: GRACE_PIN, severity: 2 })).hangUp();
  anna.newSms();
  for (const body of ['A beide', 'D restarted', 'A 4711 oder 4712']) {
    await anna.sendSms(body);
    expect(anna.newSms()).toEqual([expect.stringContaining('Offen: 4711, 4712')]);
  }
  for (const number of ['4711', '4712'])
    expect(await hotline.ticket(number)).toMatchObject({ status: 'open' });
  for (const phone of [erika, grace]) phone.sms();
});

test('nothing is open: a half sentence and a D are answered in a line', async () => {
  await using hotline = await openHotline();
  const { carla, supervisor } = hotline.phones;
  await carla.sendSms('ok but later');
  await carla.sendSms('D');
  await supervisor.sendSms('was ist los?');
  expect(carla.newSms()).toEqual([
    expect.stringContaining('Nicht verstanden. A und Nummer'),
    expect.stringContaining('nichts offen'),
  ]);
  expect(supervisor.newSms()).toEqual([expect.stringContaining('Nicht verstanden. A und Nummer')]);
});

test('forty sentences with an order’s word in them change neither an open ticket nor one that is taken', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 2 })).hangUp();
  const sentences = fc.sample(sentence, { numRuns: 40, seed: 4_711 });
  const asWritten = async () => {
    const { timeline: _, ...ticket } = await hotline.ticket('4711');
    return ticket;
  };
  for (const isTaken of [false, true]) {
    if (isTaken) await anna.sendSms('A 4711');
    const before = await asWritten();
    for (const body of sentences) {
      await anna.sendSms(body);
      expect([body, await asWritten()]).toEqual([body, before]);
    }
  }
  expect(await asWritten()).toMatchObject({ status: 'acknowledged' });
  for (const phone of [erika, anna]) phone.sms();
});
