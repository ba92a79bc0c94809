import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, refuse } from '../support/stories.ts';

const SUNDAY = '2026-11-22T11:00:00+01:00';
const MAX = '+493023125102';
const MAX_PIN = '082915';

/** @returns the code of a request that has to be phoned in */
const codeOf = async (hotline: Hotline, changes?: Record<string, unknown>) =>
  (await refuse(hotline, changes)).dialInCode;

const requests = (hotline: Hotline) =>
  hotline.database.query(
    'select ticket_number as ticket, used_at is not null as used from dial_in_codes order by created_at',
  );

test('nobody phones in: the contact is told and reminded once, then the supervisors are told once', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  const { erika, supervisor } = hotline.phones;
  const code = await codeOf(hotline);
  expect(erika.newSms()).toEqual([
    expect.stringMatching(new RegExp(`^Noch ist kein Ticket offen.*Code ${code}, bis Mo 23.11. 11:00`)),
  ]);
  await hotline.pass({ minutes: 29 });
  expect(erika.newSms()).toEqual([]);
  await hotline.pass({ minutes: 1 });
  expect(erika.newSms()).toEqual([expect.stringMatching(new RegExp(`wartet auf Ihren Anruf.*${code}`))]);
  expect(supervisor.newSms()).toEqual([]);
  await hotline.pass({ minutes: 30 });
  expect(supervisor.newSms()).toEqual([
    'Nicht angerufen: Erika Beispiel, Musterwerk AG, Anfrage (hoch) vom So 22.11. 11:00. Code gilt bis Mo 23.11. 11:00. Tel. +493023125101',
  ]);
  await hotline.pass({ hours: 26 });
  expect(erika.newSms()).toEqual([]);
  expect(supervisor.newSms()).toEqual([]);
  expect(await requests(hotline)).toEqual([{ ticket: null, used: false }]);
});

test('phoned in by its contact: the request knows its ticket, and nobody is reminded', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  const { erika } = hotline.phones;
  const code = await codeOf(hotline);
  erika.sms();
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', `${code}#`]) await call.press(keys);
  expect(await requests(hotline)).toEqual([{ ticket: '4711', used: true }]);
  await hotline.phones.anna.sendSms('A 4711');
  await call.hangUp();
  erika.newSms();
  await hotline.pass({ minutes: 31 });
  expect(erika.newSms().join()).not.toContain('wartet');
  await lookAway(hotline);
});

test('whoever hangs up right after the code has phoned in all the same', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  const { erika } = hotline.phones;
  const code = await codeOf(hotline, { severity: 1 });
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', `${code}#`]) await call.press(keys);
  expect(call.state).toBe('severity-confirm');
  await call.hangUp();
  expect(await requests(hotline)).toEqual([{ ticket: '4711', used: true }]);
  await lookAway(hotline);
});

test('a colleague phones it in with their own PIN: it is said whose it is, and the ticket is that contact’s', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  const code = await codeOf(hotline);
  const call = await hotline.line.phone(MAX).dial();
  await call.press(`${MAX_PIN}#`);
  expect(call.state).toBe('written-request');
  await call.press('1');
  await call.press(`${code}#`);
  expect(call.heard()).toContain('Anfrage von Erika Beispiel');
  await call.press('2');
  expect(call.state).toBe('callback-number');
  await call.press('1');
  expect(await hotline.ticket()).toMatchObject({
    severity: 2,
    contact: { name: 'Erika Beispiel' },
    callbackNumber: MAX,
    description: { text: 'Der Export bricht ab' },
  });
  expect(hotline.phones.erika.newSms().at(-1)).toBe(
    'Max Muster hat wegen Ihrer Anfrage angerufen: Sie ist jetzt Ticket 4711, Antwort bis So 22.11. 15:00. Für Sie ist nichts mehr zu tun.',
  );
  // a further ticket in the same call is the caller's own
  await call.press('2');
  for (const keys of ['1', '3', '2', '1']) await call.press(keys);
  expect(await hotline.ticket('4712')).toMatchObject({
    contact: { name: 'Max Muster' },
    description: { text: null },
  });
  await call.hangUp();
  hotline.line.phone(MAX).sms();
  expect(hotline.phones.erika.newSms()).toEqual([]);
  await lookAway(hotline);
});

test('who phones their own request in reads the ticket’s own text, and no more', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  const { erika } = hotline.phones;
  const code = await codeOf(hotline);
  erika.newSms();
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', `${code}#`, '2', '1']) await call.press(keys);
  await call.hangUp();
  expect(erika.newSms()).toEqual([expect.stringMatching(/^Ihr Ticket 4711/)]);
  await lookAway(hotline);
});

test('a code of another customer is wrong, and one that has run out says so', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  const theirs = await codeOf(hotline, { customer: '100871', contact: 'Grace Hollis' });
  const old = await codeOf(hotline);
  await hotline.pass({ hours: 21 });
  await codeOf(hotline, { contact: 'Max Muster' });
  await hotline.pass({ hours: 4 });
  await lookAway(hotline);
  const call = await hotline.phones.erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', `${theirs}#`]) await call.press(keys);
  expect(call.state).toBe('dial-in-code');
  expect(call.heard()).not.toContain('abgelaufen');
  await call.press(`${old}#`);
  expect(call.heard()).toContain('Code ist abgelaufen');
  expect(call.state).toBe('menu');
  await call.hangUp();
  hotline.line.phone(MAX).sms();
  await lookAway(hotline);
});

test('whoever has phoned without the code is not reminded', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  const { erika } = hotline.phones;
  await codeOf(hotline);
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '1', '2']) await call.press(keys);
  await call.hangUp();
  await hotline.phones.anna.sendSms('A 4711');
  erika.sms();
  await hotline.pass({ minutes: 31 });
  expect(erika.newSms().join()).not.toContain('wartet');
  await lookAway(hotline);
});

test('whoever waits for an answer as well keys the code in as they were told, and has the way to their ticket', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  const { erika, anna } = hotline.phones;
  const codes = [await codeOf(hotline), await codeOf(hotline, { severity: 3, description: 'Bericht fehlt' })];
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', `${codes[0]}#`]) await call.press(keys);
  await anna.sendSms('A 4711');
  await call.hangUp();
  const again = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1']) await again.press(keys);
  expect(again.state).toBe('dial-in-code');
  await again.press(`${codes[1]}#`);
  expect(await hotline.ticket('4712')).toMatchObject({ severity: 3, description: { text: 'Bericht fehlt' } });
  await again.hangUp();
  await codeOf(hotline);
  const third = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2']) await third.press(keys);
  expect(third.heard()).toContain('Sie warten auf unseren Rückruf');
  await third.hangUp();
  await lookAway(hotline);
});

test('a request that was phoned in is no reason to forget another of the same contact', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  const { erika, anna } = hotline.phones;
  const phoned = await codeOf(hotline);
  const forgotten = await codeOf(hotline, { severity: 1, description: 'Alles steht' });
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '1', `${phoned}#`]) await call.press(keys);
  await anna.sendSms('A 4711');
  await call.hangUp();
  erika.newSms();
  await hotline.pass({ minutes: 30 });
  expect(erika.newSms()).toEqual([expect.stringMatching(new RegExp(`wartet auf Ihren Anruf.*${forgotten}`))]);
  await lookAway(hotline);
});

test('a mail program that answers by itself does not fill a phone', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  for (let mail = 0; mail < 6; mail += 1) await codeOf(hotline, { channel: 'email' });
  expect(hotline.phones.erika.newSms()).toHaveLength(3);
  expect(await requests(hotline)).toHaveLength(6);
});

test('a landline gets the code spoken, unless they have phoned in meanwhile', async () => {
  await using hotline = await openHotline({ at: SUNDAY });
  const { erika } = hotline.phones;
  erika.refuseSms(30006);
  const code = await codeOf(hotline);
  erika.undelivered();
  const told = await (await erika.rings()).answer();
  expect(told.heard()).toContain([...code].join(' '));
  await told.hangUp();
  await lookAway(hotline);
});

test('the same request asked again hears the same code, and is texted once; in the morning it is opened in writing', async () => {
  await using hotline = await openHotline({ at: '2026-11-23T08:50:00+01:00' });
  const { erika } = hotline.phones;
  const ask = async () => {
    const response = await fetch(`${hotline.url}/api/v1/tickets`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer the-api-token-of-the-tests',
        'content-type': 'application/json',
        'idempotency-key': 'one-request',
      },
      body: JSON.stringify({
        channel: 'portal',
        customer: '100234',
        contact: 'Erika Beispiel',
        severity: 3,
        kind: 'problem',
      }),
    });
    await hotline.settle();
    return response.status;
  };
  expect([await ask(), await ask()]).toEqual([409, 409]);
  expect(erika.newSms()).toHaveLength(1);
  await hotline.pass({ minutes: 15 });
  expect(await ask()).toBe(201);
  expect(await requests(hotline)).toEqual([{ ticket: '4711', used: false }]);
  await hotline.phones.anna.sendSms('A 4711');
  await hotline.pass({ minutes: 30 });
  expect(erika.newSms()).toEqual([]);
  await lookAway(hotline);
});
