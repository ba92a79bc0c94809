import { describe, expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

/** Erika reports a problem of severity 2, and has hung up. */
async function reported(hotline: Hotline): Promise<string> {
  const { erika } = hotline.phones;
  const call = await erika.dial();
  await call.press(`${ERIKA_PIN}#`);
  if (call.state === 'open-case') await call.press('2');
  for (const keys of ['1', '2', '2', '1']) await call.press(keys);
  await call.hangUp();
  for (const phone of Object.values(hotline.phones)) phone.newSms();
  const [newest] = await hotline.tickets();
  return newest?.number ?? '';
}

async function messagesOf(hotline: Hotline, number: string): Promise<unknown[]> {
  const { timeline } = await hotline.ticket(number);
  return timeline.filter(({ kind }) => kind === 'message').map(({ detail }) => detail.text);
}

describe('one ticket is open', () => {
  test.each([
    'Der Fehler tritt nur am Morgen auf',
    'Ihr Kollege soll mich unter 0171 2345678 anrufen',
    'Seit Version 4.712 stürzt es ab, Code 12345 auf allen 350 Rechnern',
    'אין חיבור לשרת',
    'x'.repeat(1_600),
    'Zeile 1\nZeile 2',
    '??',
    '9999 ist eine fremde Nummer',
  ])('%j is added to it, she is told where, and whoever is paged reads it', async (body) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const number = await reported(hotline);
    await erika.sendSms(body);
    expect(await messagesOf(hotline, number)).toEqual([body]);
    expect(erika.newSms()).toEqual([expect.stringMatching(`bei Ticket ${number}`)]);
    expect(anna.newSms()).toEqual([expect.stringMatching(`Ticket ${number}, der Kunde schreibt`)]);
  });

  test.each([
    'Danke!',
    'Vielen Dank',
    '👍',
    'J',
    'J 4711',
    'danke 🙂',
    'OK',
    'ok danke 🙂',
    'Alles klar, super!',
    "D'accord, merci",
    'Got it, thanks',
    'Out of office until Monday',
    'Abwesenheitsnotiz: wieder da am 7.12.',
  ])('%j stands on it, and nobody is written to', async (body) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const number = await reported(hotline);
    await erika.sendSms(body);
    expect(await messagesOf(hotline, number)).toEqual([body]);
    expect([...erika.newSms(), ...anna.newSms()]).toEqual([]);
  });

  test.each(['', '   ', ' . '])('%j is nothing', async (body) => {
    await using hotline = await openHotline();
    const number = await reported(hotline);
    await hotline.phones.erika.sendSms(body);
    expect(await messagesOf(hotline, number)).toEqual([]);
    expect(hotline.phones.erika.newSms()).toEqual([]);
  });

  test('she writes in five texts: all stand there, and she is told once', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const number = await reported(hotline);
    for (const part of ['eins', 'zwei', 'drei', 'vier', 'fünf']) await erika.sendSms(`Teil ${part}`);
    expect(await messagesOf(hotline, number)).toHaveLength(5);
    expect(erika.newSms()).toHaveLength(1);
    expect(anna.newSms()).toHaveLength(5);
  });

  test('her phone sends our own words back: nothing begins to turn in circles', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const number = await reported(hotline);
    await erika.sendSms('Der Fehler ist noch da');
    const [receipt = ''] = erika.newSms();
    const proof = receipt.match(/Beleg ([0-9A-Z-]{11})\./)?.[1];
    expect(await hotline.ticket(number)).toMatchObject({ receipt: proof });
    anna.newSms();
    await erika.sendSms(receipt);
    expect(await messagesOf(hotline, number)).toEqual(['Der Fehler ist noch da']);
    expect([...erika.newSms(), ...anna.newSms()]).toEqual([]);
  });

  test('her phone likes a text of ours, and nobody is written to; other words like that are read', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const number = await reported(hotline);
    const [told = ''] = erika.sms().slice(-1);
    await erika.sendSms(`Gefällt mir: „${told}“`);
    await erika.sendSms(`Liked “${told.slice(0, 30)}…”`);
    expect(await messagesOf(hotline, number)).toHaveLength(2);
    expect([...erika.newSms(), ...anna.newSms()]).toEqual([]);
    await erika.sendSms(`Disliked “${told}”`);
    await erika.sendSms('Gefällt mir: „Neustart“ hat nicht geholfen „gar nicht“');
    expect(anna.newSms()).toHaveLength(2);
    expect(erika.newSms()).toHaveLength(1);
  });

  test.each(['N 4711', 'Nein'])(
    '%j answers no question: she knows that nothing has changed',
    async (body) => {
      await using hotline = await openHotline();
      const { erika, anna } = hotline.phones;
      const number = await reported(hotline);
      await erika.sendSms(body);
      expect(await messagesOf(hotline, number)).toEqual([body]);
      expect(erika.newSms()).toEqual([expect.stringContaining('keine Frage offen')]);
      expect(anna.newSms()).toEqual([]);
    },
  );

  test.each(['Stopp', 'Abmelden', 'arrêt'])('%j is no word of the carrier: people read it', async (body) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const number = await reported(hotline);
    await erika.sendSms(body);
    expect(await messagesOf(hotline, number)).toEqual([body]);
    expect(anna.newSms()).toEqual([expect.stringContaining(body)]);
    erika.sms();
  });

  test('it is acknowledged: who has it reads it', async () => {
    await using hotline = await openHotline();
    const { erika, ben, anna } = hotline.phones;
    const number = await reported(hotline);
    await hotline.api(`/tickets/${number}/acknowledge`, { by: 'ben' });
    await erika.sendSms('Es ist noch schlimmer geworden');
    expect(ben.newSms()).toEqual([expect.stringMatching('schlimmer geworden')]);
    expect(anna.newSms()).toEqual([]);
    erika.sms();
  });

  test('a colleague writes who has no ticket: it goes to the one of the company', async () => {
    await using hotline = await openHotline();
    const number = await reported(hotline);
    await hotline.line.phone('+493023125102').sendSms('Ich sitze neben Erika und sehe es auch');
    expect(await messagesOf(hotline, number)).toEqual(['Ich sitze neben Erika und sehe es auch']);
    for (const phone of [hotline.phones.anna, hotline.line.phone('+493023125102')]) phone.sms();
  });
});

describe('somebody has told her something', () => {
  /** Ben has her ticket, and has written this. */
  async function told(hotline: Hotline, text: string): Promise<void> {
    const number = await reported(hotline);
    await hotline.api(`/tickets/${number}/acknowledge`, { by: 'ben' });
    await hotline.api(`/tickets/${number}/progress`, { by: 'ben', text });
    for (const phone of Object.values(hotline.phones)) phone.newSms();
  }

  test.each(['Ja', 'nein', 'J 4711', 'N 4711', '4711 ja', 'OK', '👍', "D'accord"])(
    'a question, and %j is her answer: he reads it',
    async (body) => {
      await using hotline = await openHotline();
      const { erika, ben } = hotline.phones;
      await told(hotline, 'Können Sie den Server bitte neu starten?');
      await erika.sendSms(body);
      expect(ben.newSms()).toEqual([expect.stringContaining(`"${body}"`)]);
      expect(erika.newSms()).toEqual([expect.stringContaining('bei Ticket 4711')]);
    },
  );

  test.each([
    ['Ja', 1],
    ['Nein', 1],
    ['OK', 0],
    ['Danke!', 0],
  ])('no question, and she writes %j: he reads %i texts', async (body, count) => {
    await using hotline = await openHotline();
    const { erika, ben } = hotline.phones;
    await told(hotline, 'Bitte neu starten und sagen, ob es hilft.');
    await erika.sendSms(body);
    expect(ben.newSms()).toHaveLength(count);
    erika.sms();
  });

  test('some days ago: a yes answers it no more', async () => {
    await using hotline = await openHotline();
    const { erika, ben } = hotline.phones;
    await told(hotline, 'Können Sie den Server bitte neu starten?');
    await hotline.database.query(
      "update ticket_events set at = at - interval '4 days' where kind = 'progress'",
    );
    await erika.sendSms('Ja');
    expect([...erika.newSms(), ...ben.newSms()]).toEqual([]);
  });
});

describe('two tickets are open', () => {
  async function two(hotline: Hotline): Promise<void> {
    await reported(hotline);
    await reported(hotline);
  }

  test('she is asked which; her next text says so, and both parts are there', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await two(hotline);
    await erika.sendSms('Es klemmt immer noch');
    await hotline.pass({ seconds: 5 });
    await erika.sendSms('und zwar seit heute');
    expect(erika.newSms()).toEqual([expect.stringMatching(/welchem Ticket.*4712, 4711/)]);
    await erika.sendSms('Ticket 4711 bitte');
    expect(await messagesOf(hotline, '4711')).toEqual(['Es klemmt immer noch', 'und zwar seit heute']);
    expect(await messagesOf(hotline, '4712')).toEqual([]);
    expect(erika.newSms()).toEqual([expect.stringMatching('bei Ticket 4711')]);
    await hotline.pass({ minutes: 20 });
    expect(hotline.phones.supervisor.newSms().filter((body) => body.includes('ohne Ticket'))).toEqual([]);
    for (const phone of [erika, anna, hotline.phones.ben, hotline.phones.benAtHome]) phone.sms();
  });

  test('she names one at once', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await two(hotline);
    await erika.sendSms('Zu 4711: Es klemmt, Tel. 0171/4712 334');
    expect(await messagesOf(hotline, '4711')).toHaveLength(1);
    expect(await messagesOf(hotline, '4712')).toEqual([]);
    for (const phone of [erika, anna]) phone.sms();
  });

  test('she never says which: a message for the supervisors', async () => {
    await using hotline = await openHotline();
    const { erika, anna, supervisor } = hotline.phones;
    await two(hotline);
    await erika.sendSms('Es klemmt immer noch');
    await hotline.pass({ minutes: 16 });
    expect(supervisor.newSms()).toEqual([expect.stringMatching(/Erika Beispiel.*Es klemmt immer noch/)]);
    for (const phone of [erika, anna, hotline.phones.ben, hotline.phones.benAtHome]) phone.sms();
  });
});

describe('nothing is open', () => {
  test('a sentence is a message: the supervisors and she know', async () => {
    await using hotline = await openHotline();
    const { erika, supervisor } = hotline.phones;
    await erika.sendSms('Bitte rufen Sie mich an, der Drucker geht nicht');
    expect(supervisor.newSms()).toEqual([expect.stringMatching(/Erika Beispiel.*der Drucker geht nicht/)]);
    expect(erika.newSms()).toEqual([expect.stringMatching(/angekommen.*Ein Ticket ist damit nicht offen/)]);
    expect(await hotline.tickets()).toEqual([]);
  });

  test('a machine that answers everything: the exchange ends', async () => {
    await using hotline = await openHotline();
    const { erika, supervisor } = hotline.phones;
    for (const letter of 'abcdefghijklmnopqrst') {
      await erika.sendSms(`Ihre Nachricht ${letter} wurde empfangen`);
      await hotline.pass({ minutes: 11 });
    }
    expect(erika.newSms()).toHaveLength(12);
    expect(supervisor.newSms().length).toBeLessThanOrEqual(20);
  });

  test.each(['J', 'nein'])('%j answers no question: a kind word', async (body) => {
    await using hotline = await openHotline();
    await hotline.phones.erika.sendSms(body);
    expect(hotline.phones.erika.newSms()).toEqual([expect.stringMatching('keine Frage offen')]);
  });

  test('thanks are thanks', async () => {
    await using hotline = await openHotline();
    await hotline.phones.erika.sendSms('Danke!');
    expect(hotline.phones.erika.newSms()).toEqual([]);
  });

  test('a closed ticket by its number: it stands there, and the supervisors read it', async () => {
    await using hotline = await openHotline();
    const { erika, supervisor, anna } = hotline.phones;
    const number = await reported(hotline);
    await hotline.api(`/tickets/${number}/close`, { by: 'anna' });
    for (const phone of [erika, supervisor]) phone.newSms();
    await erika.sendSms(`Zu ${number} habe ich noch ein Protokoll`);
    expect(await messagesOf(hotline, number)).toHaveLength(1);
    expect(supervisor.newSms()).toEqual([expect.stringMatching(/der Kunde schreibt.*Protokoll/)]);
    expect(erika.newSms()).toEqual([expect.stringMatching('ist geschlossen, Ihre Nachricht wird gelesen')]);
    anna.sms();
  });

  test('strangers get no answer, and what they write is kept, up to a bound', async () => {
    await using hotline = await openHotline();
    const stranger = hotline.line.phone('+4917099999999');
    for (let text = 0; text < 8; text += 1) await stranger.sendSms(`Hallo, Text ${text}`);
    expect(stranger.newSms()).toEqual([]);
    const kept = await hotline.database.query('select from messages where kept = $1', ['message']);
    expect(kept).toHaveLength(5);
    expect(hotline.phones.supervisor.newSms()).toEqual([]);
  });

  test('a flood of strangers’ texts crowds out no customer, and nobody who has called; the supervisors are told once', async () => {
    await using hotline = await openHotline();
    const { erika, supervisor } = hotline.phones;
    await erika.sendSms('Wir sind morgen bis 18 Uhr im Haus.');
    supervisor.newSms();
    const someone = hotline.line.phone('+4917099999998');
    await (await someone.dial()).hangUp();
    // as if so many had written today, each from a number of their own
    await hotline.database.query(
      `insert into messages (sid, direction, audience, from_number, to_number, body, status, kept, created_at)
       select 'SM' || n, 'inbound', 'customer', '+49160' || (1000000 + n), $1, 'Gewonnen!', 'received', 'message', $2
       from generate_series(1, 199) as n`,
      [hotline.line.number, new Date()],
    );
    const strangers = [1, 2, 3].map((one) => hotline.line.phone(`+491701234500${one}`));
    for (const stranger of strangers) await stranger.sendSms('Klicken Sie hier');
    await someone.sendSms('Ich bin Erikas neue Kollegin');
    await erika.sendSms('Und übermorgen auch.');
    const kept = await hotline.database.query<{ body: string }>(
      `select body from messages where kept = 'message' and body <> 'Gewonnen!' order by created_at, id`,
    );
    expect(kept.map(({ body }) => body).toSorted()).toEqual([
      'Ich bin Erikas neue Kollegin',
      'Klicken Sie hier',
      'Und übermorgen auch.',
      'Wir sind morgen bis 18 Uhr im Haus.',
    ]);
    const told = supervisor.newSms().filter((text) => text.includes('unbekannter Nummern'));
    expect(told).toEqual([expect.stringMatching(/^Hotline: 200 SMS unbekannter Nummern an einem Tag/)]);
    erika.sms();
  });
});
