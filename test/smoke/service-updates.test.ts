import { expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

const ELSE_PHONE = '+4915228817399';
/** It has the shape of a code, and is drawn never: it reads like an order. */
const WRONG = 'C22';
/** Kanzlei Nord with a second contact, who reads English on a mobile number that is their second. */
const withTwoContacts = {
  directory: (usual: string) =>
    usual.replace(
      'pin: "550011", language: de }',
      `pin: "550011", language: de }
      - { name: Sam Else, phones: ["+493023125502", "${ELSE_PHONE}"], pin: "730914", language: en }`,
    ),
};

/** The code of the hotline's question whether an update is to be sent. */
const codeIn = (text: string | undefined) => /OK (?<code>\w{3})$/.exec(text ?? '')?.groups?.code ?? 'none';

test('a TAM tells all contacts of a customer something, once they have repeated the code', async () => {
  await using hotline = await openHotline(withTwoContacts);
  const { tessa, klara } = hotline.phones;
  const sam = hotline.line.phone(ELSE_PHONE);
  await tessa.sendSms('U 300100 Heute ab 20:00 Wartung, 2 Stunden ohne Signaturen. Fragen?');
  const [asked] = tessa.newSms();
  expect(asked).toMatch(
    /^An 2 Ansprechpartner, Kanzlei Nord: Heute ab 20:00 .* - Senden\? .* U 300100 OK \w{3}$/,
  );
  expect(klara.newSms()).toEqual([]);
  await tessa.sendSms(`u 300100 ok ${codeIn(asked).toLowerCase()}`);
  expect(tessa.newSms()).toEqual(['Gesendet an 2 Ansprechpartner von Kanzlei Nord.']);
  const text = 'Heute ab 20:00 Wartung, 2 Stunden ohne Signaturen. Fragen?';
  expect(klara.newSms()).toEqual([`Service-Information von Tessa Lindner, Ihr TAM: ${text}`]);
  expect(sam.newSms()).toEqual([`Service update from Tessa Lindner, your TAM: ${text}`]);
  expect(await updatesOf(hotline)).toMatchObject([
    {
      by: 'tessa',
      text,
      channel: 'sms',
      contacts: [
        { name: 'Klara Nord', status: 'delivered' },
        { name: 'Sam Else', status: 'delivered' },
      ],
    },
  ]);
});

test('the deputy may, nobody else: not an engineer, not a supervisor, not a contact', async () => {
  await using hotline = await openHotline();
  const { carla, anna, supervisor, klara } = hotline.phones;
  await carla.sendSms('U 300100 Kleine Wartung');
  await carla.sendSms(`U 300100 OK ${codeIn(carla.newSms()[0])}`);
  expect(klara.newSms()).toEqual([expect.stringContaining('Carla Moreno, Vertretung Ihres TAM: Kleine')]);
  carla.sms();
  for (const phone of [anna, supervisor]) {
    await phone.sendSms('U 300100 Kleine Wartung');
    expect(phone.newSms()).toEqual([expect.stringContaining('nicht TAM von Kunde 300100')]);
    await phone.sendSms('U 999999 Kleine Wartung');
    expect(phone.newSms()).toEqual([expect.stringContaining('nicht TAM von Kunde 999999')]);
  }
  // of a contact it is a text like any other
  await klara.sendSms('U 300100 Kleine Wartung');
  expect(klara.newSms()).toEqual([expect.stringContaining('Ihre Nachricht ist angekommen')]);
  expect(supervisor.newSms()).toEqual([
    expect.stringContaining('Klara Nord schreibt ohne Ticket: "U 300100 Kleine Wartung"'),
  ]);
  expect(await updatesOf(hotline)).toHaveLength(1);
});

test('wrong codes, old ones and those of an earlier draft send nothing', async () => {
  await using hotline = await openHotline();
  const { tessa, klara } = hotline.phones;
  const draft = async (text: string) => {
    await tessa.sendSms(`U 300100 ${text}`);
    return codeIn(tessa.newSms().at(-1));
  };
  const first = await draft('eins');
  const second = await draft('zwei');
  if (first !== second) await tessa.sendSms(`U 300100 OK ${first}`);
  await hotline.pass({ minutes: 31 });
  await tessa.sendSms(`U 300100 OK ${second}`);
  const third = await draft('drei');
  for (let tries = 0; tries < 3; tries += 1) await tessa.sendSms(`U 300100 OK ${WRONG}`);
  await tessa.sendSms(`U 300100 OK ${third}`);
  await tessa.sendSms('U 300100 OK');
  for (const said of tessa.newSms()) expect(said).toContain('Nichts gesendet');
  expect(klara.newSms()).toEqual([]);
});

test('confirmed twice, a draft is sent once, and both times its author reads that it was', async () => {
  await using hotline = await openHotline();
  const { tessa, klara } = hotline.phones;
  for (const text of ['eins', 'zwei', 'drei', 'vier', 'fünf'])
    await hotline.api('/customers/300100/updates', { by: 'carla', text });
  await tessa.sendSms('U 300100 sechs');
  const code = codeIn(tessa.newSms()[0]);
  expect(klara.newSms()).toHaveLength(5);
  // it was the last for today
  for (const words of ['', ', danke!']) {
    await tessa.sendSms(`U 300100 OK ${code}${words}`);
    expect(tessa.newSms()).toEqual(['Gesendet an 1 Ansprechpartner von Kanzlei Nord.']);
  }
  expect(klara.newSms()).toEqual([expect.stringMatching(/: sechs$/)]);
});

test.each(['OK', 'ok danke', 'OK 12'])('a draft is not lost for a missing code: %s', async (written) => {
  await using hotline = await openHotline();
  const { tessa, klara } = hotline.phones;
  await tessa.sendSms('U 300100 Wartung um 20 Uhr');
  const code = codeIn(tessa.newSms()[0]);
  for (let tries = 0; tries < 4; tries += 1) await tessa.sendSms(`U 300100 ${written}`);
  for (const said of tessa.newSms()) expect(said).toContain('Bitte mit dem Code aus unserer SMS');
  await tessa.sendSms(`U 300100 OK ${code}. Viele Grüße, Tessa`);
  expect(klara.newSms()).toEqual([expect.stringContaining('Wartung um 20 Uhr')]);
  tessa.sms();
});

test('OK and the code are enough, and both times they are written its author reads that it was sent', async () => {
  await using hotline = await openHotline();
  const { tessa, klara } = hotline.phones;
  await tessa.sendSms('U 300100 Wartung um 20 Uhr');
  const code = codeIn(tessa.newSms()[0]);
  for (const written of [`ok ${code.toLowerCase()}`, `OK, ${code}. Danke, Tessa`]) {
    await tessa.sendSms(written);
    expect(tessa.newSms()).toEqual(['Gesendet an 1 Ansprechpartner von Kanzlei Nord.']);
  }
  expect(klara.newSms()).toEqual([expect.stringContaining('Wartung um 20 Uhr')]);
});

test('a bare OK below the question whether an update is to be sent takes no ticket that is open besides', async () => {
  await using hotline = await openHotline({
    directory: (usual) => usual.replace('tam: tessa', 'tam: anna'),
  });
  const { erika, anna, klara } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ seconds: 1 });
  await anna.sendSms('U 300100 Wartung um 20 Uhr');
  const [, asked] = anna.newSms();
  for (const written of ['OK', 'Okay!']) {
    await anna.sendSms(written);
    await hotline.pass({ seconds: 1 });
    expect(anna.newSms()).toEqual([expect.stringContaining('Bitte mit dem Code aus unserer SMS, U 300100')]);
  }
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
  expect(klara.newSms()).toEqual([]);
  await anna.sendSms(`OK ${codeIn(asked)}`);
  await hotline.pass({ seconds: 1 });
  expect(klara.newSms()).toEqual([expect.stringContaining('Wartung um 20 Uhr')]);
  // nothing else is asked any more
  await anna.sendSms('OK');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'anna' });
  anna.sms();
});

test.each(['page first', 'question first'])('%s: who means the ticket takes it', async (order) => {
  await using hotline = await openHotline({
    directory: (usual) => usual.replace('tam: tessa', 'tam: anna'),
  });
  const { erika, anna } = hotline.phones;
  if (order === 'page first') await criticalCase(erika);
  await hotline.pass({ seconds: 1 });
  await anna.sendSms('U 300100 Wartung um 20 Uhr');
  await hotline.pass({ seconds: 1 });
  if (order === 'question first') await criticalCase(erika);
  // nobody says yes to anything else by the letter, and OK answers what was written last
  await anna.sendSms(order === 'page first' ? 'A' : 'OK');
  expect(await hotline.ticket('4711')).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'anna' });
  anna.sms();
});

test('OK and a code that is wrong or too old send nothing, and say so; who has no draft is not understood', async () => {
  await using hotline = await openHotline();
  const { tessa, anna, klara } = hotline.phones;
  await tessa.sendSms('U 300100 Wartung um 20 Uhr');
  const code = codeIn(tessa.newSms()[0]);
  await tessa.sendSms(`OK ${WRONG}`);
  expect(tessa.newSms()).toEqual([
    expect.stringMatching(/^Nichts gesendet, der Code ist falsch.*: U 300100 und/),
  ]);
  await hotline.pass({ minutes: 31 });
  await tessa.sendSms(`OK ${code}`);
  expect(tessa.newSms()).toEqual([expect.stringMatching(/falsch oder zu alt.*: U 300100 und/)]);
  // a code is its author's, and a sentence confirms nothing
  await anna.sendSms(`OK ${code}`);
  expect(anna.newSms()).toEqual([expect.stringMatching(/^Nicht verstanden/)]);
  await tessa.sendSms(`OK ${code} kommt später`);
  expect(tessa.newSms()).toEqual([expect.stringMatching(/^Nicht verstanden/)]);
  await hotline.pass({ hours: 24 });
  await tessa.sendSms(`OK ${code}`);
  expect(tessa.newSms()).toEqual([expect.stringMatching(/^Nicht verstanden/)]);
  expect(klara.newSms()).toEqual([]);
});

test('of two drafts the code says which is meant', async () => {
  await using hotline = await openHotline({
    directory: (usual) =>
      usual.replace(
        'calendar: munich\n    contacts:\n      - { name: Grace',
        'calendar: munich\n    tam: tessa\n    contacts:\n      - { name: Grace',
      ),
  });
  const { tessa, klara } = hotline.phones;
  await tessa.sendSms('U 300100 Wartung um 20 Uhr');
  const code = codeIn(tessa.newSms()[0]);
  await hotline.pass({ minutes: 1 });
  await tessa.sendSms('U 100871 Something else');
  tessa.newSms();
  await tessa.sendSms(`OK ${code}`);
  expect(tessa.newSms()).toEqual(['Gesendet an 1 Ansprechpartner von Kanzlei Nord.']);
  expect(klara.newSms()).toEqual([expect.stringContaining('Wartung um 20 Uhr')]);
});

test('what begins with OK and goes on is an update like any other', async () => {
  await using hotline = await openHotline();
  const { tessa } = hotline.phones;
  await tessa.sendSms('U 300100 OK die Wartung um 20 Uhr findet statt');
  expect(tessa.newSms()).toEqual([
    expect.stringContaining('OK die Wartung um 20 Uhr findet statt - Senden?'),
  ]);
});

test.each([
  ['U', /An wen/],
  ['U Heute Wartung', /An wen/],
  ['U 300100', /Bitte mit Text/],
  [`U 300100 ${'sehr lang '.repeat(50)}`, /höchstens 400 Zeichen/],
])('an update that is none is asked back: %s', async (written, answer) => {
  await using hotline = await openHotline();
  const { tessa } = hotline.phones;
  await tessa.sendSms(written);
  expect(tessa.newSms()).toEqual([expect.stringMatching(answer)]);
  expect(await updatesOf(hotline)).toEqual([]);
});

test('by the API: for the TAM or deputy, the same words once, a few a day', async () => {
  await using hotline = await openHotline();
  const { klara } = hotline.phones;
  const send = (by: string, text: string, customer = '300100') =>
    hotline.api<{ status?: number; contacts?: unknown[] }>(`/customers/${customer}/updates`, { by, text });
  expect(await send('anna', 'Hallo')).toMatchObject({
    type: '/problems/not-the-account-manager',
    status: 403,
  });
  expect(await send('tessa', 'Hallo', '999')).toMatchObject({ status: 404 });
  expect(await send('tessa', '')).toMatchObject({ status: 422 });
  expect(await send('tessa', 'x'.repeat(401))).toMatchObject({ status: 422 });
  for (const text of ['eins', 'eins', 'zwei', 'drei', 'vier', 'fünf', 'sechs'])
    expect(await send('tessa', text)).toMatchObject({ by: 'tessa', text, channel: 'api' });
  expect(await send('tessa', 'sieben')).toMatchObject({ status: 409 });
  expect(klara.newSms()).toHaveLength(6);
  await hotline.pass({ hours: 25 });
  expect(await send('carla', 'sieben')).toMatchObject({ by: 'carla' });
  expect(klara.newSms()).toEqual([expect.stringContaining('sieben')]);
});

test('who was not reached is told: a contact whose phone takes nothing', async () => {
  await using hotline = await openHotline();
  await hotline.database.query(`update contacts set phones = '{}' where customer_number = '300100'`);
  await hotline.api('/customers/300100/updates', { by: 'tessa', text: 'Hallo' });
  expect(await updatesOf(hotline)).toMatchObject([{ contacts: [{ name: 'Klara Nord', status: null }] }]);
});

async function updatesOf(hotline: Hotline): Promise<unknown[]> {
  return (await hotline.api<{ data: unknown[] }>('/customers/300100/updates')).data;
}

test('whom no text reaches is told a service update by phone call, by day', async () => {
  await using hotline = await openHotline();
  const { klara } = hotline.phones;
  klara.refuseSms(30006);
  await hotline.api('/customers/300100/updates', { by: 'tessa', text: 'Der Lizenzserver zieht am 4.12. um' });
  klara.undelivered();
  const call = await (await klara.rings()).answer();
  expect(call.heard()).toContain('Der Lizenzserver zieht am 4.12. um');
  await call.hangUp();
  expect(await updatesOf(hotline)).toMatchObject([{ contacts: [{ name: 'Klara Nord', status: 'spoken' }] }]);
});

test('whose first phone takes no text reads it on the second, and the author sees that it arrived', async () => {
  await using hotline = await openHotline({
    directory: (usual) => usual.replace('"+493023125501"', `"+4915228817398", "${ELSE_PHONE}"`),
  });
  const [first, second] = [hotline.line.phone('+4915228817398'), hotline.line.phone(ELSE_PHONE)];
  first.refuseSms(30006);
  await hotline.api('/customers/300100/updates', { by: 'tessa', text: 'Hallo' });
  first.undelivered();
  expect(second.newSms()).toEqual([expect.stringContaining('Hallo')]);
  expect(await updatesOf(hotline)).toMatchObject([
    { contacts: [{ name: 'Klara Nord', status: 'delivered' }] },
  ]);
});

test('contacts who share a phone read it there once, or on one of their own, and all were reached', async () => {
  await using hotline = await openHotline({
    directory: (usual) =>
      usual.replace(
        'phones: ["+493023125501"], pin: "550011", language: de }',
        `phones: ["${ELSE_PHONE}"], pin: "550011", language: de }
      - { name: Sam Else, phones: ["${ELSE_PHONE}"], pin: "730914", language: de }
      - { name: Uta Nord, phones: ["${ELSE_PHONE}", "+4915228817398"], pin: "618253", language: de }`,
      ),
  });
  const [shared, own] = [hotline.line.phone(ELSE_PHONE), hotline.line.phone('+4915228817398')];
  await hotline.api('/customers/300100/updates', { by: 'tessa', text: 'Hallo' });
  for (const phone of [shared, own]) expect(phone.newSms()).toEqual([expect.stringContaining('Hallo')]);
  expect(await updatesOf(hotline)).toMatchObject([
    {
      contacts: ['Klara Nord', 'Sam Else', 'Uta Nord'].map((name) => ({ name, status: 'delivered' })),
    },
  ]);
});
