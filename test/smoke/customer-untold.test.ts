import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase, ERIKA_PIN } from '../support/stories.ts';

const LANDLINE = '+493023125101';
const MOBILE = '+4915228817400';
const SECOND_MOBILE = '+4915228817401';

/** Erika with these phones, in this order. */
const erikaWith = (...phones: string[]) => ({
  directory: (usual: string) =>
    usual.replace(
      `name: Erika Beispiel, phones: ["${LANDLINE}"]`,
      `name: Erika Beispiel, phones: ${JSON.stringify(phones)}`,
    ),
});

const NIGHT = '2026-11-24T02:00:00+01:00';

/** Whatever else went out in a story, on the phones that are not in the directory as well. */
async function lookAwayAll(hotline: Hotline): Promise<void> {
  for (const number of [MOBILE, SECOND_MOBILE]) {
    const phone = hotline.line.phone(number);
    phone.sms();
    phone.undelivered();
    while (!(await phone.isQuiet())) await phone.rings();
  }
  await lookAway(hotline);
}

const textsTo = (hotline: Hotline) =>
  hotline.database.query<{ to: string; status: string }>(
    `select to_number as "to", status from messages where audience = 'customer' order by to_number`,
  );

test('nothing can be told anywhere: each way is gone once, then the ticket says so, and nothing goes on', async () => {
  await using hotline = await openHotline(erikaWith(LANDLINE, MOBILE));
  const { erika } = hotline.phones;
  const mobile = hotline.line.phone(MOBILE);
  erika.refuseSms(30006);
  mobile.refuseSms(30005);
  await criticalCase(erika);
  expect(await hotline.ticket()).not.toHaveProperty('customerTold');
  await hotline.pass({ minutes: 1 });
  await (await erika.rings()).noAnswer();
  await (await mobile.rings()).unreachable();
  expect(await hotline.ticket()).toMatchObject({ customerTold: false });
  expect((await hotline.ticket()).timeline.filter(({ kind }) => kind === 'customer-untold')).toMatchObject([
    { detail: { text: 'ticket-opened' } },
  ]);
  const both = [MOBILE, LANDLINE].map((to) => ({ to, status: 'failed' }));
  expect(await textsTo(hotline)).toEqual(both);
  await hotline.phones.anna.sendSms('A 4711');
  await hotline.pass({ minutes: 5 });
  expect(await erika.isQuiet()).toBe(true);
  expect(await mobile.isQuiet()).toBe(true);
  await lookAwayAll(hotline);
});

test('whoever has the ticket reads that the customer could not be told', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A 4711');
  erika.refuseSms(30006);
  anna.newSms();
  await anna.sendSms(`F 4711 ${anna.code()} Wir prüfen die Protokolle`);
  expect(anna.newSms()).toEqual(['Notiert. Der Kunde von Ticket 4711 wird informiert.']);
  await (await erika.rings()).noAnswer();
  expect(anna.newSms()).toEqual([
    'Ticket 4711: Unsere Nachricht hat den Kunden weder per SMS noch am Telefon erreicht. C 4711 verbindet Sie.',
  ]);
  await lookAwayAll(hotline);
});

test.each([30006, 21610, 30003])(
  'a landline refuses a text (%i): it goes to the mobile, and nobody is rung',
  async (code) => {
    await using hotline = await openHotline(erikaWith(LANDLINE, MOBILE));
    const { erika } = hotline.phones;
    erika.refuseSms(code);
    await criticalCase(erika);
    expect(hotline.line.phone(MOBILE).sms()).toEqual([expect.stringContaining('Ihr Ticket 4711')]);
    await hotline.pass({ minutes: 4 });
    expect(await erika.isQuiet()).toBe(true);
    expect(await hotline.ticket()).not.toHaveProperty('customerTold');
    await lookAway(hotline);
  },
);

test('only a landline: number and deadline are spoken at night as well, as often as a key asks for them', async () => {
  await using hotline = await openHotline({ at: NIGHT });
  const { erika } = hotline.phones;
  erika.refuseSms(30006);
  const call = await criticalCase(erika);
  expect(call.over).toBe(true);
  await hotline.pass({ minutes: 1 });
  const told = await (await erika.rings()).answer();
  expect(told.heard()).toMatch(/4 7 1 1.*2:30/);
  await told.press('7');
  expect(told.heard()).toMatch(/4 7 1 1.*2:30/);
  await told.silence();
  expect(told.over).toBe(true);
  await hotline.pass({ minutes: 1 });
  expect(await erika.isQuiet()).toBe(true);
  const ticket = await hotline.ticket();
  expect(ticket).not.toHaveProperty('customerTold');
  expect(ticket.timeline.map(({ kind }) => kind)).toContain('customer-told');
  await lookAwayAll(hotline);
});

test('a machine takes the message and the call ends by itself', async () => {
  await using hotline = await openHotline();
  const { erika } = hotline.phones;
  erika.refuseSms(30006);
  await criticalCase(erika);
  await hotline.pass({ minutes: 1 });
  const machine = await (await erika.rings()).machine();
  for (let round = 0; round < 3 && !machine.over; round += 1) await machine.silence();
  expect(machine.over).toBe(true);
  expect(machine.heardInAll()).toMatch(/4 7 1 1.*10:30.*jederzeit anrufen/);
  expect(await hotline.ticket()).not.toHaveProperty('customerTold');
  await lookAwayAll(hotline);
});

test.each([
  ['answered', '1'],
  ['asked for facts', '2'],
])(
  'whoever still holds the line is not rung, and whoever was %s in a talk has heard it all',
  async (_, key) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    erika.refuseSms(30006);
    const call = await erika.dial();
    for (const keys of [`${ERIKA_PIN}#`, '1', '1', '1', '2', '1', '1']) await call.press(keys);
    await hotline.pass({ minutes: 1 });
    expect(await erika.isQuiet()).toBe(true);
    await anna.sendSms('C 4711');
    const engineer = await (await anna.rings()).answer();
    await engineer.press('1');
    expect(engineer.joined).toBe(true);
    await call.hangUp();
    await engineer.press(key);
    await hotline.pass({ minutes: 20 });
    expect(await erika.isQuiet()).toBe(true);
    await lookAwayAll(hotline);
  },
);

test('an engineer who calls back goes before a message: that call makes way', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  erika.refuseSms(30006);
  await criticalCase(erika);
  await hotline.pass({ minutes: 1 });
  const message = await erika.rings();
  await anna.sendSms('C 4711');
  await (await (await anna.rings()).answer()).press('1');
  expect(message.status).toBe('canceled');
  await (await (await erika.rings()).answer()).press('1');
  await lookAwayAll(hotline);
});

test('nobody is woken for what they do not wait for: it is spoken in the morning', async () => {
  await using hotline = await openHotline({ at: '2026-11-23T21:30:00+01:00' });
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '1', '1', '2', '2', '1']) await call.press(keys);
  if (!call.over) await call.hangUp();
  await anna.sendSms('A 4711');
  erika.refuseSms(30006);
  await hotline.api('/tickets/4711/progress', { by: 'anna', stage: 'in-analysis' });
  await hotline.pass({ minutes: 5 });
  expect(await erika.isQuiet()).toBe(true);
  const due = () => hotline.database.query("select due_at as at from timers where kind = 'reach-customer'");
  expect(await due()).toEqual([{ at: new Date('2026-11-24T08:00:00+01:00') }]);
  const answer = { by: 'anna', text: 'Signaturen sind erneuert', delivered: true };
  await hotline.api('/tickets/4711/answer', answer);
  await hotline.pass({ hours: 11 });
  const told = await (await erika.rings()).answer();
  expect(told.heard()).toMatch(/4 7 1 1/);
  await told.hangUp();
  await lookAwayAll(hotline);
});

test('what may have arrived is not written a second time, only spoken after a while', async () => {
  await using hotline = await openHotline(erikaWith(MOBILE, SECOND_MOBILE));
  const erika = hotline.line.phone(MOBILE);
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', '1', '1', '2']) await call.press(keys);
  hotline.line.failNext({ path: 'Messages', failure: 500 });
  for (const keys of ['1', '2']) await call.press(keys);
  expect(await textsTo(hotline)).toMatchObject([{ to: MOBILE, status: 'unknown' }]);
  await hotline.pass({ minutes: 9 });
  expect(await erika.isQuiet()).toBe(true);
  await hotline.pass({ minutes: 2 });
  const told = await (await erika.rings()).answer();
  expect(told.heard()).toMatch(/4 7 1 1/);
  await told.hangUp();
  await hotline.phones.anna.sendSms('A 4711');
  expect(await textsTo(hotline)).toHaveLength(1);
  await lookAwayAll(hotline);
});

test('a callback tries the customer’s phones one after the other before the next try is planned', async () => {
  await using hotline = await openHotline(erikaWith(LANDLINE, MOBILE, SECOND_MOBILE));
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  await anna.sendSms('C 4711');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  await (await erika.rings()).noAnswer();
  expect(engineer.over).toBe(false);
  const machine = await (await hotline.line.phone(MOBILE).rings()).machine();
  while (!machine.over) await machine.silence();
  expect(await hotline.api(`/callbacks?ticket=4711`)).toMatchObject({
    data: [{ attempts: [{ outcome: null }] }],
  });
  const person = await (await hotline.line.phone(SECOND_MOBILE).rings()).answer();
  await person.press('1');
  expect(engineer.joined).toBe(true);
  await lookAwayAll(hotline);
});

test('nobody on any phone: one try, one text, and the next try is planned', async () => {
  await using hotline = await openHotline(erikaWith(LANDLINE, MOBILE));
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  anna.sms();
  await anna.sendSms('C 4711');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  await (await erika.rings()).busy();
  await (await hotline.line.phone(MOBILE).rings()).noAnswer();
  expect(engineer.over).toBe(true);
  expect(engineer.heard()).toContain('nicht zu erreichen');
  expect(erika.newSms()).toEqual([expect.stringContaining('nicht erreicht')]);
  await lookAwayAll(hotline);
});

test('a reply that does not reach its sender goes to nobody else', async () => {
  await using hotline = await openHotline(erikaWith(LANDLINE, MOBILE));
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  await call.hangUp();
  await anna.sendSms('A 4711');
  erika.refuseSms(30006);
  await erika.sendSms('nein?');
  expect(erika.undelivered()).toEqual([expect.stringContaining('bleibt offen')]);
  expect(hotline.line.phone(MOBILE).newSms()).toEqual([]);
  await hotline.pass({ minutes: 2 });
  expect(await erika.isQuiet()).toBe(true);
  await lookAwayAll(hotline);
});

test('a customer who is being told something is not rung about the next thing: it follows when they hang up', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  erika.refuseSms(30006);
  await criticalCase(erika);
  await hotline.pass({ minutes: 1 });
  const told = await (await erika.rings()).answer();
  await hotline.api('/tickets/4711/severity', { by: 'anna', severity: 2, text: 'nur noch langsam' });
  await hotline.pass({ seconds: 30 });
  expect(await erika.isQuiet()).toBe(true);
  await told.hangUp();
  expect((await erika.rings()).status).toBe('ringing');
  anna.sms();
  await lookAwayAll(hotline);
});
