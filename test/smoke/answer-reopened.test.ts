import { describe, expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { annaTalksWith, criticalCase, ERIKA_PIN, inTalk } from '../support/stories.ts';

/** Anna has talked with Erika about her critical ticket; the leg on which Anna keys what came of it. */
async function talked(hotline: Hotline) {
  const { erika, anna } = hotline.phones;
  const { engineer, customer } = await inTalk(hotline);
  await customer.hangUp();
  for (const phone of [erika, anna]) phone.newSms();
  return engineer;
}

async function answered(hotline: Hotline) {
  const engineer = await talked(hotline);
  await engineer.press('1');
  return engineer;
}

const silence = ({ phones }: Hotline) => {
  for (const phone of Object.values(phones)) phone.sms();
};

describe('the customer', () => {
  test('reads of an answer that was keyed, objects, and the same clock runs on', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await answered(hotline);
    expect(erika.newSms()).toEqual([
      'Ticket 4711: Anna Weber hat Ihnen eine erste Antwort gegeben. Nicht gelöst? Antworten Sie N 4711',
    ]);
    const before = await hotline.ticket('4711');
    await hotline.pass({ minutes: 2 });
    await erika.sendSms('N 4711 läuft noch nicht');
    const after = await hotline.ticket('4711');
    expect(after).toMatchObject({
      status: 'open',
      acknowledgedBy: null,
      answeredAt: null,
      respondBy: before.respondBy,
      openedAt: before.openedAt,
      reopenings: 1,
      late: false,
    });
    expect(after.timeline).toContainEqual(
      expect.objectContaining({
        kind: 'reopened',
        actor: 'customer',
        detail: expect.objectContaining({ text: 'läuft noch nicht', answeredBy: 'anna' }),
      }),
    );
    expect(erika.newSms()).toEqual([expect.stringContaining('Ticket 4711 ist wieder offen')]);
    // she who answered knows why, and is paged, as she is on call
    const read = anna.newSms();
    expect(read).toHaveLength(2);
    expect(read).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/widerspricht.*läuft noch nicht/),
        expect.stringContaining('KRITISCH Ticket 4711'),
      ]),
    );
    silence(hotline);
  });

  test.each(['N', 'Nein', 'NON merci', 'N 4711', 'Nein 4711 noch nicht'])(
    '%j is an objection, and a second one takes nothing back',
    async (body) => {
      await using hotline = await openHotline();
      const { erika } = hotline.phones;
      await answered(hotline);
      erika.newSms();
      await erika.sendSms(body);
      expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
      await erika.sendSms('N 4711');
      expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', reopenings: 1 });
      expect(erika.newSms()).toHaveLength(2);
      silence(hotline);
    },
  );

  test('may object on a ticket that was opened since her call was cut off: it is not taken back', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    const call = await erika.dial();
    await call.press(`${ERIKA_PIN}#`);
    await call.hangUp();
    await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Neustart', delivered: true });
    await erika.sendSms('N 4711');
    await erika.sendSms('N 4711');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', reopenings: 1 });
    expect(anna.sms()).not.toEqual([]);
    silence(hotline);
  });

  test('writes a sentence: she is asked whether it is an objection, and the engineer reads it', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await answered(hotline);
    erika.newSms();
    await erika.sendSms('Nein, es klemmt immer noch');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
    expect(erika.newSms()).toEqual([expect.stringContaining('nur N 4711')]);
    expect(anna.newSms()).toEqual([expect.stringContaining('Nein, es klemmt immer noch')]);
    silence(hotline);
  });

  test.each(['Ja', 'J 4711', 'yes, thanks'])(
    'writes %j, which may be a yes to "Not solved?": the engineer reads it, and she how to object',
    async (body) => {
      await using hotline = await openHotline();
      const { erika, anna } = hotline.phones;
      await answered(hotline);
      for (const phone of [erika, anna]) phone.newSms();
      await erika.sendSms(body);
      expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
      expect(anna.newSms()).toEqual([expect.stringContaining(`"${body}"`)]);
      expect(erika.newSms()).toEqual([expect.stringContaining('Passt unsere Antwort nicht?')]);
      silence(hotline);
    },
  );

  test.each(['OK', 'Super, danke!', '👍'])(
    'writes %j, which is thanks: nobody is written to',
    async (body) => {
      await using hotline = await openHotline();
      const { erika, anna } = hotline.phones;
      await answered(hotline);
      for (const phone of [erika, anna]) phone.newSms();
      await erika.sendSms(body);
      expect([...erika.newSms(), ...anna.newSms()]).toEqual([]);
      silence(hotline);
    },
  );

  test('objects to what is closed already: a supervisor reads it, and she knows', async () => {
    await using hotline = await openHotline();
    const { erika, supervisor } = hotline.phones;
    await answered(hotline);
    await hotline.api('/tickets/4711/close', { by: 'anna' });
    erika.newSms();
    await erika.sendSms('N 4711 wieder kaputt');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'closed' });
    expect(supervisor.newSms()).toEqual([expect.stringMatching(/geschlossen.*wieder kaputt/)]);
    expect(erika.newSms()).toEqual([expect.stringContaining('wird gelesen')]);
    await hotline.api('/tickets/4711/reopen', { by: 'lead', text: 'she is right' });
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', reopenings: 1 });
    silence(hotline);
  });

  test('writes without a yes or no: the clock stands, and she reads how to object', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await answered(hotline);
    for (const phone of [erika, anna]) phone.newSms();
    await erika.sendSms('Es geht leider immer noch nicht');
    expect(anna.newSms()).toEqual([expect.stringContaining('immer noch nicht')]);
    expect(erika.newSms()).toEqual([
      expect.stringMatching(/Nachricht ist bei Ticket 4711\..* Antworten Sie N 4711 oder/),
    ]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
    silence(hotline);
  });

  test('says on the phone that it is not solved yet', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await answered(hotline);
    anna.newSms();
    const call = await erika.dial();
    await call.press(`${ERIKA_PIN}#`);
    await call.press('3');
    await call.press('4711#');
    expect(call.state).toBe('ticket-menu');
    expect(call.heard()).toContain('Noch nicht gelöst, 4.');
    await call.press('4');
    expect(call.heard()).toContain('wieder offen');
    expect(call.heard()).not.toContain('Noch nicht gelöst');
    // there are no words to quote
    expect(anna.newSms()).toContainEqual(expect.stringMatching(/es ist wieder offen, der Alarm läuft\.$/));
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', reopenings: 1 });
    await call.press('4');
    expect(call.heard()).toContain('noch nicht beantwortet');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', reopenings: 1 });
    await call.hangUp();
    silence(hotline);
  });

  test('objects when the time is up: the deadline was missed at its own instant', async () => {
    await using hotline = await openHotline();
    const { erika, supervisor } = hotline.phones;
    await answered(hotline);
    const { respondBy } = await hotline.ticket('4711');
    await hotline.pass({ hours: 1 });
    supervisor.newSms();
    await erika.sendSms('N 4711');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', late: true });
    const [row] = await hotline.database.query<{ at: Date }>('select missed_at as at from tickets');
    expect(row?.at.toISOString()).toBe(respondBy);
    // both texts leave at the same instant, and either may be there first
    expect(supervisor.newSms()).toContainEqual(expect.stringContaining('Frist verpasst'));
    // what is late goes to the last resort at once
    await supervisor.rings();
    silence(hotline);
  });
});

describe('the engineer', () => {
  test('has keyed the wrong outcome: 9 takes it back', async () => {
    await using hotline = await openHotline();
    const engineer = await answered(hotline);
    expect(engineer.heard()).toContain('Zurücknehmen, 9.');
    await engineer.press('9');
    expect(engineer.heard()).toContain('wieder offen');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', reopenings: 1 });
    silence(hotline);
  });

  test('takes it back when the customer has just objected: it is open, not settled', async () => {
    await using hotline = await openHotline();
    const engineer = await answered(hotline);
    await hotline.phones.erika.sendSms('N 4711');
    await engineer.press('9');
    expect(engineer.heard()).toBe('Danke. Ticket 4 7 1 1 ist wieder offen, der Alarm geht hinaus.');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', reopenings: 1 });
    silence(hotline);
  });

  test('says nothing more: the call ends, and the answer stands', async () => {
    await using hotline = await openHotline();
    const engineer = await answered(hotline);
    await engineer.silence();
    expect(engineer.over).toBe(true);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
    silence(hotline);
  });

  test.each([
    ['R 4711 falsche Taste', 'falsche Taste'],
    ['r', null],
    ['R4711', null],
    ['Zurück 4711', null],
    ['R 4711 noch nicht gelöst', 'noch nicht gelöst'],
  ])('takes an answer back by SMS: %j', async (body, text) => {
    await using hotline = await openHotline();
    const { anna, erika } = hotline.phones;
    await (await answered(hotline)).hangUp();
    erika.newSms();
    await anna.sendSms(body);
    const ticket = await hotline.ticket('4711');
    expect(ticket).toMatchObject({ status: 'open', reopenings: 1 });
    const [reopened] = ticket.timeline.filter(({ kind }) => kind === 'reopened');
    expect(reopened).toMatchObject({ actor: 'anna', detail: text === null ? {} : { text } });
    // whoever has read the answer reads that it does not hold
    expect(erika.newSms()).toEqual([expect.stringContaining('wieder offen')]);
    silence(hotline);
  });

  test('may so for two hours only, and only what they have answered', async () => {
    await using hotline = await openHotline();
    const { anna, ben } = hotline.phones;
    await (await answered(hotline)).hangUp();
    await ben.sendSms('R 4711');
    await hotline.pass({ hours: 2, minutes: 1 });
    anna.newSms();
    await anna.sendSms('R 4711');
    expect(anna.newSms()).toEqual([expect.stringContaining('nichts geändert')]);
    await anna.sendSms('R');
    expect(anna.newSms()).toEqual([expect.stringContaining('keine Antwort')]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', reopenings: 0 });
    silence(hotline);
  });

  test.each(['R 4711 oder?', 'R?', 'Rufe gleich zurück', 'R 4711 4712', 'Zurück 4711 in 10 Minuten'])(
    '%j takes nothing back',
    async (body) => {
      await using hotline = await openHotline();
      const { anna } = hotline.phones;
      await (await answered(hotline)).hangUp();
      await anna.sendSms(body);
      expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', reopenings: 0 });
      silence(hotline);
    },
  );

  test('answers again: the second answer counts, and the first does not', async () => {
    await using hotline = await openHotline();
    const { anna, erika } = hotline.phones;
    await (await answered(hotline)).hangUp();
    await erika.sendSms('N 4711');
    await hotline.pass({ minutes: 1 });
    await anna.sendSms('C 4711');
    const engineer = await (await anna.rings()).answer();
    await engineer.press('1');
    const customer = await (await erika.rings()).answer();
    await customer.press('1');
    await customer.hangUp();
    await engineer.press('1');
    const ticket = await hotline.ticket('4711');
    expect(ticket).toMatchObject({ status: 'answered', answeredBy: 'anna', late: false, reopenings: 1 });
    expect(ticket.answeredAt).toBe(new Date().toISOString());
    await engineer.hangUp();
    silence(hotline);
  });
});

describe('an answer is on its way, and the carrier has not said that it arrived', () => {
  /** Anna has written an answer; Erika has it, and nobody knows. */
  async function onItsWay(hotline: Hotline): Promise<void> {
    const { erika } = hotline.phones;
    await criticalCase(erika);
    await answers(hotline);
  }

  async function answers(hotline: Hotline): Promise<void> {
    const { anna } = hotline.phones;
    hotline.line.holdBack('/twilio/sms/status');
    await anna.sendSms(`D 4711 ${anna.code()} Lizenzserver neu starten`);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'acknowledged', answeredAt: null });
    silence(hotline);
  }

  const reopened = { status: 'open', acknowledgedBy: null, answeredAt: null, answerSentAt: null };

  /** Nothing the carrier says later stops the clock. */
  async function staysOpen(hotline: Hotline): Promise<void> {
    expect(await hotline.ticket('4711')).toMatchObject({ ...reopened, reopenings: 1 });
    await hotline.line.deliverLate();
    expect(await hotline.ticket('4711')).toMatchObject(reopened);
    await hotline.pass({ minutes: 2 });
    expect(await hotline.ticket('4711')).toMatchObject(reopened);
    silence(hotline);
  }

  test.each(['N 4711', 'N', '4711 nein', 'Non 4711 toujours pas'])(
    'the customer objects: %s',
    async (body) => {
      await using hotline = await openHotline();
      const { erika, anna } = hotline.phones;
      await onItsWay(hotline);
      await erika.sendSms(body);
      expect(erika.newSms()).toEqual([expect.stringContaining('Ticket 4711 ist wieder offen')]);
      expect(anna.newSms()).toEqual(
        expect.arrayContaining([
          expect.stringContaining('widerspricht'),
          expect.stringContaining('KRITISCH Ticket 4711'),
        ]),
      );
      const { timeline } = await hotline.ticket('4711');
      // she has read it: it was an answer, and in time
      expect(timeline).toContainEqual(
        expect.objectContaining({
          kind: 'answered',
          actor: 'anna',
          detail: expect.objectContaining({ late: false }),
        }),
      );
      await staysOpen(hotline);
    },
  );

  test('the customer objects by phone: the menu offers it', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    await onItsWay(hotline);
    const call = await erika.dial();
    for (const keys of [`${ERIKA_PIN}#`, '2', '3', '4711#']) await call.press(keys);
    expect(call.heard()).toContain('Noch nicht gelöst, 4.');
    await call.press('4');
    expect(call.heard()).toContain('Das Ticket ist wieder offen');
    await call.hangUp();
    await staysOpen(hotline);
  });

  test.each([
    ['as soon as she has keyed her PIN', ['1']],
    ['from the menu of her ticket', ['2', '3', '4711#', '3']],
  ])('the customer calls and wants to talk, %s: she waits on, and the talk decides', async (_how, keys) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await onItsWay(hotline);
    const call = await erika.dial();
    for (const pressed of [`${ERIKA_PIN}#`, ...keys]) await call.press(pressed);
    const ring = await anna.rings();
    await hotline.line.deliverLate();
    await call.silence();
    expect([call.state, ring.status]).toEqual(['waiting', 'ringing']);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'acknowledged', answeredAt: null });
    const engineer = await ring.answer();
    await engineer.press('1');
    expect([engineer.joined, call.joined]).toEqual([true, true]);
    await call.hangUp();
    await engineer.press('1');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answeredBy: 'anna' });
    silence(hotline);
  });

  test('the two talk, and it is not solved yet: the carrier’s late word settles nothing', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await onItsWay(hotline);
    const { engineer, customer } = await annaTalksWith(hotline.phones, erika);
    await customer.hangUp();
    await engineer.press('3');
    await hotline.line.deliverLate();
    expect(await hotline.ticket('4711')).toMatchObject({
      status: 'acknowledged',
      answeredAt: null,
      answerSentAt: null,
    });
    // the next try stands
    await hotline.pass({ minutes: 10 });
    await anna.rings();
    silence(hotline);
  });

  test('the customer writes a sentence: she reads how to object', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    await onItsWay(hotline);
    await erika.sendSms('Geht leider nicht');
    expect(erika.newSms()).toEqual([
      expect.stringContaining('Passt unsere Antwort nicht? Antworten Sie N 4711'),
    ]);
    await hotline.line.deliverLate();
    await erika.sendSms('N');
    await staysOpen(hotline);
  });

  test.each(['R 4711', 'R'])('whoever wrote it takes it back: %s', async (order) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await onItsWay(hotline);
    await anna.sendSms(order);
    expect(anna.newSms()).toContainEqual(expect.stringContaining('Ticket 4711 ist wieder offen'));
    expect(erika.newSms()).toEqual([expect.stringContaining('Ticket 4711 ist wieder offen')]);
    await staysOpen(hotline);
  });

  test('nobody else takes it back, and it counts when it arrives', async () => {
    await using hotline = await openHotline();
    const { erika, anna, ben } = hotline.phones;
    await criticalCase(erika);
    await hotline.pass({ minutes: 10 });
    for (const phone of [anna, ben]) await phone.rings();
    await answers(hotline);
    await ben.sendSms('R 4711');
    expect(ben.newSms()).toEqual([expect.stringMatching(/Only whoever answered/)]);
    await hotline.line.deliverLate();
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answeredBy: 'anna' });
    silence(hotline);
  });
});
