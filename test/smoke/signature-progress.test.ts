import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

async function reportFalsePositive(hotline: Hotline): Promise<void> {
  const { erika, anna, supervisor } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '2', '1', '2', '2', '1']) await call.press(keys);
  await call.hangUp();
  erika.newSms();
  await anna.sendSms(`D 4711 ${anna.code()} Vorläufige Analyse: Fehlalarm bestätigt`);
  for (const phone of [erika, anna, supervisor]) phone.sms();
}

test('a change of signatures: the customer hears each stage, and confirms', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await reportFalsePositive(hotline);
  await anna.sendSms(`F 4711 ${anna.code()} analyse`);
  expect(anna.newSms()).toEqual([expect.stringContaining('Notiert')]);
  expect(erika.newSms()).toEqual([expect.stringContaining('untersucht')]);
  await anna.sendSms(`F 4711 ${anna.code()} gebaut`);
  await anna.sendSms(`F 4711 ${anna.code()} freigegeben 24.11.7`);
  expect(erika.newSms().at(-1)).toContain('Die Signaturen sind freigegeben: 24.11.7. Bitte aktualisieren.');
  await erika.sendSms('J 4711');
  expect(erika.newSms()).toEqual([expect.stringContaining('geschlossen')]);
  expect(await hotline.ticket()).toMatchObject({
    status: 'closed',
    kind: 'signature',
    signature: 'false-positive',
  });
  anna.sms();
});

test('the customer objects: the case is open again, with a new deadline, and is paged', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await reportFalsePositive(hotline);
  await hotline.api('/tickets/4711/progress', { by: 'anna', stage: 'released', version: '24.11.7' });
  erika.newSms();
  await hotline.pass({ minutes: 30 });
  await erika.sendSms('Nein.');
  expect(erika.newSms()).toEqual([expect.stringContaining('noch einmal')]);
  expect(await hotline.ticket()).toMatchObject({ status: 'open', respondBy: '2026-11-23T13:30:00.000Z' });
  expect(anna.newSms()).toEqual([expect.stringContaining('Ticket 4711')]);
});

test('a severity that is changed after an objection counts from the objection, not from a first ring long ago', async () => {
  await using hotline = await openHotline();
  const { erika, anna, supervisor } = hotline.phones;
  await reportFalsePositive(hotline);
  await hotline.api('/tickets/4711/progress', { by: 'anna', stage: 'released', version: '24.11.7' });
  await hotline.pass({ hours: 5 });
  await erika.sendSms('N 4711');
  const { openedAt, respondBy } = await hotline.ticket();
  expect([openedAt, respondBy]).toEqual(['2026-11-23T09:00:00.000Z', '2026-11-23T18:00:00.000Z']);
  await hotline.api('/tickets/4711/severity', { by: 'anna', severity: 1, text: 'Produktion steht' });
  expect(await hotline.ticket()).toMatchObject({ respondBy: '2026-11-23T14:30:00.000Z', late: false });
  await hotline.api('/tickets/4711/severity', { by: 'anna', severity: 2, text: 'Läuft wieder' });
  expect(await hotline.ticket()).toMatchObject({ respondBy: '2026-11-23T18:00:00.000Z', late: false });
  expect(supervisor.newSms()).toEqual([]);
  for (const phone of [erika, anna]) phone.sms();
});

test('page and report tell a deadline that was promised anew from the objection', async () => {
  await using office = await openConsole();
  const { hotline } = office;
  const { erika, anna, supervisor } = hotline.phones;
  await reportFalsePositive(hotline);
  await hotline.api('/tickets/4711/progress', { by: 'anna', stage: 'released', version: '24.11.7' });
  await hotline.pass({ minutes: 30 });
  await erika.sendSms('N 4711');
  await hotline.api('/tickets/4711/severity', { by: 'anna', severity: 3, text: 'Eilt nicht' });
  const browser = await office.as('supervisor');
  const { text: page } = await browser.get('/tickets/4711');
  expect(page).toContain('6 h of business hours, from Mon 23 Nov, 10:30');
  expect(page).not.toContain('outside business hours');
  // in the customer's language
  const { text: report } = await browser.get('/registry/customers/100234/reports/2026-11');
  expect(report).toContain('6 h Geschäftszeit, ab Mo., 23. Nov., 10:30');
  expect(report).not.toContain('außerhalb der Geschäftszeit');
  for (const phone of [erika, anna, supervisor]) phone.sms();
});

test('where nobody had answered, an objection begins no new window: the page tells it from the first ring', async () => {
  await using office = await openConsole({ at: '2026-11-21T10:00:00+01:00' });
  const { hotline } = office;
  const { erika, anna } = hotline.phones;
  await reportFalseNegative(hotline);
  await hotline.api('/tickets/4711/severity', { by: 'anna', severity: 3, text: 'Eilt nicht' });
  await anna.sendSms(`F 4711 ${anna.code()} freigegeben 24.11.7`);
  await hotline.pass({ hours: 2 });
  await erika.sendSms('N 4711');
  const { text: page } = await (await office.as('supervisor')).get('/tickets/4711');
  expect(page).toContain('6 h of business hours, from Sat 21 Nov, 10:00');
  await lookAway(hotline);
});

test('a stage never goes back, and an ordinary problem has none', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await reportFalsePositive(hotline);
  await anna.sendSms(`F 4711 ${anna.code()} gebaut`);
  await anna.sendSms(`F 4711 ${anna.code()} analyse`);
  expect(anna.newSms().at(-1)).toContain('schon weiter');
  for (const none of ['irgendwas', 'freigegeben noch nicht', 'freigegeben? nein']) {
    await anna.sendSms(`F 4711 ${anna.code()} ${none}`);
    expect(anna.newSms().at(-1)).toContain('Welcher Stand');
  }
  erika.sms();
});

/** A false negative that nobody has answered yet; anna is paged. */
async function reportFalseNegative(hotline: Hotline): Promise<void> {
  const { erika } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '1', '1', '2', '2', '1']) await call.press(keys);
  await call.hangUp();
  erika.newSms();
}

test.each(['ServiceNow', 'carla'])(
  'a stage that a program reports as %s is work on the ticket, also where an engineer of that name has left',
  async (by) => {
    await using hotline = await openHotline();
    await reportFalseNegative(hotline);
    await hotline.database.query(`update engineers set retired_at = now() where key = 'carla'`);
    await hotline.api('/tickets/4711/progress', { by, stage: 'in-analysis' });
    expect(await hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: by });
    await lookAway(hotline);
  },
);

test('the databases were not the newest: still a change of signatures, with its desk, and the page says so', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '1', '2', '1', '2', '2', '1']) await call.press(keys);
  await call.hangUp();
  expect(await hotline.ticket()).toMatchObject({ kind: 'signature', signature: 'false-negative' });
  expect(anna.newSms()).toEqual([expect.stringContaining('Signatur (nicht erkannt, alte Datenbanken)')]);
  erika.sms();
});

test('the page says that it is a change of signatures, and which', async () => {
  await using hotline = await openHotline();
  const { anna, erika } = hotline.phones;
  await reportFalseNegative(hotline);
  expect(anna.newSms()).toEqual([
    expect.stringContaining('HOCH Ticket 4711 Signatur (nicht erkannt) Musterwerk AG'),
  ]);
  await anna.sendSms('C 4711');
  const page = await (await anna.rings()).answer();
  expect(page.heard()).toContain('Signaturänderung, ein Virus wurde nicht erkannt');
  await page.press('2');
  for (const phone of [anna, erika]) phone.sms();
});

test('released, and confirmed by the customer: that is the answer, and nobody is called about it', async () => {
  await using hotline = await openHotline();
  const { anna, ben, erika } = hotline.phones;
  await reportFalseNegative(hotline);
  await anna.sendSms(`F 4711 ${anna.code()} freigegeben 24.11.7`);
  expect(await hotline.ticket()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'anna' });
  await hotline.pass({ minutes: 30 });
  await erika.sendSms('J 4711');
  const ticket = await hotline.ticket();
  expect(ticket).toMatchObject({
    status: 'closed',
    answeredAt: '2026-11-23T09:30:00.000Z',
    answeredBy: 'anna',
    late: false,
  });
  expect(ticket.timeline.find(({ kind }) => kind === 'answered')?.detail).toMatchObject({
    how: 'signature-confirmed',
    late: false,
  });
  await hotline.pass({ hours: 5 });
  expect(await anna.isQuiet()).toBe(true);
  expect(await ben.isQuiet()).toBe(true);
  for (const phone of [anna, erika]) phone.sms();
});

test('released, and the customer writes anything but yes or no: whoever has the ticket reads it', async () => {
  await using hotline = await openHotline();
  const { anna, erika } = hotline.phones;
  await reportFalseNegative(hotline);
  await anna.sendSms(`F 4711 ${anna.code()} freigegeben 24.11.7`);
  for (const phone of [anna, erika]) phone.newSms();
  await erika.sendSms('Seit dem Update stürzt der Scanner ab');
  expect(anna.newSms()).toEqual(['Ticket 4711, der Kunde schreibt: "Seit dem Update stürzt der Scanner ab"']);
  expect(erika.newSms()).toEqual([expect.stringContaining('bei Ticket 4711')]);
});

test('released, and not a word: the customer is reminded first, and only then called, before the deadline', async () => {
  await using hotline = await openHotline();
  const { anna, erika } = hotline.phones;
  await reportFalseNegative(hotline);
  await anna.sendSms(`F 4711 ${anna.code()} freigegeben 24.11.7`);
  erika.newSms();
  await hotline.pass({ minutes: 59 });
  expect(erika.newSms()).toEqual([]);
  await hotline.pass({ minutes: 2 });
  expect(erika.newSms()).toEqual([
    expect.stringMatching(/Helfen die neuen Signaturen\? .*J 4711 oder N 4711\. Sonst rufen wir Sie an\.$/),
  ]);
  await hotline.pass({ minutes: 58 });
  expect(await anna.isQuiet()).toBe(true);
  await hotline.pass({ minutes: 2 });
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  await erika.sendSms('Ja, danke!');
  expect(await hotline.ticket()).toMatchObject({ status: 'closed', late: false, answeredBy: 'anna' });
  await engineer.hangUp();
  for (const phone of [anna, erika]) phone.sms();
});

test('answered before it is released: one reminder, and no call', async () => {
  await using hotline = await openHotline();
  const { anna, erika } = hotline.phones;
  await reportFalsePositive(hotline);
  await anna.sendSms(`F 4711 ${anna.code()} freigegeben 24.11.7`);
  erika.newSms();
  await hotline.pass({ hours: 24 });
  const [reminder, ...more] = erika.newSms();
  expect([reminder, more]).toEqual([expect.stringMatching(/J 4711 oder N 4711\.$/), []]);
  expect(await anna.isQuiet()).toBe(true);
  await erika.sendSms('N 4711');
  expect(await hotline.ticket()).toMatchObject({ status: 'open' });
  for (const phone of [anna, erika]) phone.sms();
});

test.each([
  ['OUI 4711', 'closed'],
  ['Oui, merci !', 'closed'],
  ['NON 4711', 'open'],
  ['Non merci', 'open'],
])('a contact who speaks French answers a release with %s', async (said, status) => {
  await using hotline = await openHotline({
    directory: (usual) => usual.replace('pin: "471108", language: de', 'pin: "471108", language: fr'),
  });
  const { anna, erika } = hotline.phones;
  await reportFalseNegative(hotline);
  await anna.sendSms(`F 4711 ${anna.code()} freigegeben 24.11.7`);
  expect(erika.newSms()).toEqual([expect.stringContaining('OUI 4711 ou NON 4711')]);
  await erika.sendSms(said);
  expect(await hotline.ticket()).toMatchObject({ status });
  expect(erika.newSms()).toEqual([expect.stringMatching(/merci/i)]);
  anna.sms();
});

test('no number to tell the customer on: it is noted, said and marked', async () => {
  await using hotline = await openHotline();
  const { anna, erika } = hotline.phones;
  await reportFalseNegative(hotline);
  await hotline.database.query('update tickets set callback_number = null');
  await anna.sendSms(`F 4711 ${anna.code()} gebaut`);
  expect(anna.newSms().at(-1)).toContain('weiß noch nichts davon');
  const { timeline } = await hotline.ticket();
  expect(timeline.findLast(({ kind }) => kind === 'progress')?.detail).toMatchObject({ told: false });
  expect(erika.newSms()).toEqual([]);
});
