import { expect, test } from 'vitest';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { drain, ERIKA_PIN, inTalk, inTalkWithKlara, openCase } from '../support/stories.ts';

const MENU = 'TAM dazuholen, 1.';

async function leave(hotline: Hotline): Promise<void> {
  await drain(hotline);
  for (const phone of Object.values(hotline.phones)) phone.newSms();
}

test('with a key the engineer calls in the TAM: the customer stays, and all three talk', async () => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalkWithKlara(hotline);
  await engineer.press('*');
  expect(engineer.heard()).toContain(MENU);
  expect([customer.over, customer.waitsFor]).toEqual([false, 'conference']);
  await hotline.pass({ seconds: 2 });
  expect(customer.heard()).toContain('Einen Moment bitte. Wir sind gleich wieder für Sie da.');
  await engineer.press('1');
  expect(engineer.heard()).toContain('Der TAM wird angerufen. Sie sind wieder im Gespräch.');
  const tam = await (await hotline.phones.tessa.rings()).answer();
  expect(tam.heard()).toContain('Sie werden zu einem Gespräch mit Kanzlei Nord gebeten');
  await tam.press('1');
  expect(new Set([engineer.room, customer.room, tam.room])).toEqual(new Set(['case-4711']));
  await customer.hangUp();
  expect([tam.over, engineer.state]).toEqual([true, 'outcome']);
  await leave(hotline);
});

test('with another key a supervisor is asked to join, one phone after another', async () => {
  await using hotline = await openHotline({
    directory: (usual) =>
      usual.replace('supervisors: { phones: [', 'supervisors: { phones: ["+4915228817399", '),
  });
  const { engineer, customer } = await inTalk(hotline);
  const away = hotline.line.phone('+4915228817399');
  away.newSms();
  await engineer.press('*');
  await engineer.press('2');
  expect(engineer.heard()).toContain('Ein Supervisor wird angerufen.');
  await (await away.rings()).noAnswer();
  expect(customer.heardInAll()).not.toContain('niemand');
  const supervisor = await (await hotline.phones.supervisor.rings()).answer();
  await supervisor.press('1');
  expect([supervisor.room, supervisor.muted]).toEqual([engineer.room, false]);
  await supervisor.hangUp();
  expect([engineer.joined, customer.joined]).toEqual([true, true]);
  await customer.hangUp();
  away.newSms();
  await leave(hotline);
});

test('nobody comes: whoever talks is told, and it can be asked again', async () => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalkWithKlara(hotline);
  for (const failure of ['busy', 'noAnswer', 'unreachable'] as const) {
    await engineer.press('*');
    await engineer.press('1');
    await (await hotline.phones.tessa.rings())[failure]();
    expect([engineer.heard(), customer.heardInAll()]).toEqual([
      expect.stringContaining('Leider kann gerade niemand dazukommen.'),
      expect.stringContaining('Leider kann gerade niemand dazukommen.'),
    ]);
  }
  await engineer.press('*');
  await engineer.press('1');
  const tam = await (await hotline.phones.tessa.rings()).answer();
  await tam.hangUp();
  expect(engineer.heard()).toContain('Leider kann gerade niemand dazukommen.');
  await engineer.hangUp();
  await leave(hotline);
});

test('who was called in is not called twice; a supervisor can be asked as well', async () => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalkWithKlara(hotline);
  for (const key of ['1', '1', '2', '2']) {
    await engineer.press('*');
    await engineer.press(key);
  }
  expect(engineer.heard()).toContain('Die Person ist schon dabei, oder ihr Telefon klingelt.');
  const tam = await (await hotline.phones.tessa.rings()).answer();
  const supervisor = await (await hotline.phones.supervisor.rings()).answer();
  await tam.press('1');
  await supervisor.press('1');
  expect(new Set([engineer.room, tam.room, supervisor.room]).size).toBe(1);
  await engineer.press('*');
  await engineer.press('1');
  expect(engineer.heard()).toContain('Die Person ist schon dabei');
  expect(await hotline.phones.tessa.isQuiet()).toBe(true);
  await customer.hangUp();
  await leave(hotline);
});

test('a customer without a TAM: the engineer hears that there is nobody to call', async () => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalk(hotline);
  await hotline.database.query(`update customers set tam = null, deputy = null`);
  await engineer.press('*');
  await engineer.press('1');
  expect(engineer.heard()).toContain('Im Moment kann niemand angerufen werden.');
  expect([engineer.joined, customer.joined]).toEqual([true, true]);
  await customer.hangUp();
  await leave(hotline);
});

test.each([
  ['the third key', async (call: Pressing) => call.press('3')],
  ['silence', async (call: Pressing) => void [await call.silence(), await call.silence()]],
  ['wrong keys', async (call: Pressing) => void [await call.press('7'), await call.press('*')]],
])('%s leads back into the talk', async (_, act) => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalk(hotline);
  await engineer.press('*');
  await act(engineer);
  await hotline.pass({ seconds: 2 });
  expect(customer.heardInAll()).not.toContain('gleich wieder für Sie da');
  expect(engineer.heardInAll()).toContain('Sie sind wieder im Gespräch.');
  expect([engineer.joined, customer.joined]).toEqual([true, true]);
  await customer.hangUp();
  await engineer.press('1');
  expect(await hotline.ticket()).toMatchObject({ status: 'answered', answeredBy: 'anna' });
  await leave(hotline);
});

interface Pressing {
  press(keys: string): Promise<void>;
  silence(): Promise<void>;
}

test('a silence goes before the menu: by its end the carrier has told whether it was the key, or the talk is over', async () => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalk(hotline);
  await engineer.press('*');
  const asked = hotline.line.carrier.webhooks.sent.findLast(({ answer }) => answer?.body.includes('<Gather'));
  expect(asked?.answer?.body).toMatch(/<Gather[^>]*><Pause length="1"\/><Say[^>]*>Einen Moment\. Ihr Kunde/);
  await customer.hangUp();
  await engineer.press('1');
  await leave(hotline);
});

test('the customer hangs up meanwhile: the engineer is asked how it went', async () => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalk(hotline);
  await engineer.press('*');
  expect(engineer.state).toBe('talk-menu');
  await customer.hangUp();
  expect(engineer.state).toBe('outcome');
  await engineer.press('1');
  expect(await hotline.ticket()).toMatchObject({ status: 'answered' });
  await leave(hotline);
});

test.each([
  ['in the menu', '*'],
  ['in the talk', ''],
])('the engineer hangs up %s: the customer is thanked, and the talk is over', async (_, keys) => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalk(hotline);
  if (keys !== '') await engineer.press(keys);
  await engineer.hangUp();
  expect(customer.over).toBe(true);
  expect(customer.heard()).toMatch(/Danke für das Gespräch\. Auf Wiederhören\.$/);
  expect(customer.heard()).not.toContain('gleich wieder für Sie da');
  const { timeline } = await hotline.ticket();
  expect(timeline).toContainEqual(
    expect.objectContaining({ kind: 'callback-ended', detail: { outcome: 'no-outcome' } }),
  );
  await leave(hotline);
});

test('the engineer hangs up, and nobody reports it: the carrier is asked, and the customer does not wait', async () => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalk(hotline);
  hotline.line.holdBack('/voice/status');
  await engineer.hangUp();
  expect(customer.over).toBe(false);
  await hotline.pass({ seconds: 6 });
  expect(customer.heard()).toContain('Danke für das Gespräch.');
  await hotline.line.deliverLate();
  expect(customer.over).toBe(true);
  await leave(hotline);
});

test('nobody has sent a customer on whose engineer has hung up: the next look at their leg does', async () => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalk(hotline);
  hotline.line.settle = undefined;
  await engineer.hangUp();
  // as a process of the version before would have left it
  await hotline.database.query("delete from timers where kind = 'wake-call'");
  hotline.line.settle = hotline.doDueWork;
  await hotline.pass({ seconds: 5 });
  expect(customer.over).toBe(false);
  await hotline.pass({ minutes: 1 });
  expect(customer.over).toBe(true);
  await leave(hotline);
});

test('a caller who held the line stays in it, too, and is called no second time', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 1 });
  await call.press('1');
  await anna.sendSms('C 4711');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  await engineer.press('*');
  expect(call.waitsFor).toBe('conference');
  await engineer.press('3');
  expect([engineer.joined, call.joined]).toEqual([true, true]);
  await engineer.press('*');
  await engineer.hangUp();
  expect(call.over).toBe(true);
  expect(await erika.isQuiet()).toBe(true);
  await leave(hotline);
});

test('while the customer is still being rung the star key changes nothing', async () => {
  await using hotline = await openHotline();
  const { anna, erika } = hotline.phones;
  await (await openCase(erika, { pin: ERIKA_PIN, severity: 1 })).press('2');
  await anna.sendSms('C 4711');
  const engineer = await (await anna.rings()).answer();
  await engineer.press('1');
  await engineer.press('*');
  expect(engineer.heard()).toContain('Ich verbinde Sie');
  const customer = await (await erika.rings()).answer();
  await customer.press('1');
  expect([engineer.joined, customer.joined]).toEqual([true, true]);
  await customer.hangUp();
  await leave(hotline);
});

test('keys that come twice, and a talk that was answered by SMS, do no harm', async () => {
  await using hotline = await openHotline();
  const { engineer, customer } = await inTalk(hotline);
  await engineer.press('*');
  await hotline.line.replayLast();
  await engineer.press('2');
  await hotline.line.replayLast();
  await (await hotline.phones.supervisor.rings()).noAnswer();
  expect(await hotline.phones.supervisor.isQuiet()).toBe(true);
  await hotline.phones.anna.sendSms(`D 4711 ${hotline.phones.anna.code()} gelöst`);
  await engineer.press('*');
  expect(customer.over).toBe(false);
  await engineer.press('3');
  expect([engineer.joined, customer.joined]).toEqual([true, true]);
  await engineer.hangUp();
  expect(customer.over).toBe(true);
  await leave(hotline);
});

test('who comes into a talk that is listened to is told so', async () => {
  await using office = await openConsole({ env: { LISTENING_IN: 'on' } });
  const { hotline } = office;
  const { engineer, customer } = await inTalkWithKlara(hotline);
  await (await office.as('supervisor')).post('/tickets/4711/listen-in', {});
  const listener = await (await hotline.phones.supervisor.rings()).answer();
  await engineer.press('*');
  await listener.press('1');
  // nothing is announced before both can hear it
  expect([listener.room, customer.heardInAll()]).toEqual([
    undefined,
    expect.not.stringContaining('hört ab jetzt zu'),
  ]);
  await engineer.press('1');
  expect(engineer.heard()).toContain('Ein Supervisor hört ab jetzt zu.');
  await hotline.pass({ seconds: 3 });
  expect([listener.muted, customer.heardInAll()]).toEqual([
    true,
    expect.stringContaining('hört ab jetzt zu'),
  ]);
  const tam = await (await hotline.phones.tessa.rings()).answer();
  await tam.press('1');
  expect(tam.heardInAll()).toContain('Ein Supervisor hört ab jetzt zu.');
  await customer.hangUp();
  await leave(hotline);
});

test.each(['customer', 'engineer'] as const)(
  'the %s hangs up while the TAM is being rung: their phone stops ringing',
  async (who) => {
    await using hotline = await openHotline();
    const talk = await inTalkWithKlara(hotline);
    await talk.engineer.press('*');
    await talk.engineer.press('1');
    const tam = await hotline.phones.tessa.rings();
    expect(tam.status).toBe('ringing');
    await talk[who].hangUp();
    expect(tam.status).toBe('canceled');
    expect(await hotline.phones.tessa.isQuiet()).toBe(true);
    await leave(hotline);
  },
);
