import { describe, expect, test, vi } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase, ERIKA_PIN, inTalk } from '../support/stories.ts';

const LANDLINE = '+493023125101';
const MOBILE = '+4915228817400';

const silence = ({ phones }: Hotline) => {
  for (const phone of Object.values(phones)) phone.sms();
};

/** Erika's critical ticket is Anna's, and nobody has talked with Erika. */
async function untalked(hotline: Hotline): Promise<void> {
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A 4711');
  for (const phone of [erika, anna]) phone.newSms();
}

const answers = async (hotline: Hotline) =>
  (await hotline.ticket('4711')).timeline.filter(({ kind }) => kind === 'answered');

describe('an answer that was written without a talk', () => {
  test('counts when it has arrived, and the record says by what', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await untalked(hotline);
    await anna.sendSms(`D 4711 ${anna.code()} Lizenzserver neu starten`);
    expect(erika.newSms()).toEqual([
      'Ticket 4711, Anna Weber: Lizenzserver neu starten. Nicht gelöst? Antworten Sie N 4711',
    ]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered', answerSentAt: null });
    expect(await answers(hotline)).toMatchObject([
      { actor: 'anna', detail: { reached: 'sms delivered', text: 'Lizenzserver neu starten' } },
    ]);
    silence(hotline);
  });

  test.each(['sms', 'api'])(
    'by %s does not arrive: the clock runs, and the engineer is rung up to call',
    async (by) => {
      await using hotline = await openHotline();
      const { erika, anna } = hotline.phones;
      await untalked(hotline);
      erika.refuseSms(30006);
      if (by === 'sms') await anna.sendSms(`D 4711 ${anna.code()} Lizenzserver neu starten`);
      else await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Lizenzserver neu starten' });
      expect(await hotline.ticket('4711')).toMatchObject({
        status: 'acknowledged',
        answeredAt: null,
        answerSentAt: null,
      });
      expect(anna.newSms().at(-1)).toContain('nicht an');
      const engineer = await (await anna.rings()).answer();
      await engineer.press('1');
      const customer = await (await erika.rings()).answer();
      await customer.press('1');
      await customer.hangUp();
      await engineer.press('1');
      expect(await answers(hotline)).toMatchObject([{ detail: { reached: 'joined call' } }]);
      await engineer.hangUp();
      erika.undelivered();
      // what no SMS tells her is spoken
      while (!(await erika.isQuiet())) await erika.rings();
      silence(hotline);
    },
  );

  test('does not arrive at the landline: it goes to the mobile, counts when it is there, and nobody is rung', async () => {
    await using hotline = await openHotline({
      directory: (usual) => usual.replace(`["${LANDLINE}"]`, `["${LANDLINE}", "${MOBILE}"]`),
    });
    const { erika, anna } = hotline.phones;
    await untalked(hotline);
    erika.refuseSms(30006);
    await anna.sendSms(`D 4711 ${anna.code()} Lizenzserver neu starten`);
    expect(hotline.line.phone(MOBILE).sms()).toEqual([expect.stringContaining('Lizenzserver neu starten')]);
    expect(await answers(hotline)).toMatchObject([{ detail: { reached: 'sms delivered' } }]);
    await hotline.pass({ minutes: 5 });
    expect(await anna.isQuiet()).toBe(true);
    erika.undelivered();
    silence(hotline);
  });

  test('arrives at no phone: then the engineer is rung up to call', async () => {
    await using hotline = await openHotline({
      directory: (usual) => usual.replace(`["${LANDLINE}"]`, `["${LANDLINE}", "${MOBILE}"]`),
    });
    const { erika, anna } = hotline.phones;
    const mobile = hotline.line.phone(MOBILE);
    await untalked(hotline);
    erika.refuseSms(30006);
    mobile.refuseSms(30003);
    await anna.sendSms(`D 4711 ${anna.code()} Lizenzserver neu starten`);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'acknowledged', answerSentAt: null });
    expect(anna.newSms().at(-1)).toContain('nicht an');
    await anna.rings();
    for (const phone of [erika, mobile]) expect(phone.undelivered()).toHaveLength(1);
    silence(hotline);
  });

  test('about which the carrier says nothing: after a while the engineer is rung up; it counts if it arrives after all', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await untalked(hotline);
    const { texting } = hotline.line.carrier;
    const held = vi.spyOn(texting, 'deliver').mockResolvedValue();
    await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Lizenzserver neu starten' });
    held.mockRestore();
    const sentAt = new Date().toISOString();
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'acknowledged', answerSentAt: sentAt });
    await hotline.pass({ minutes: 3 });
    expect(anna.newSms()).toEqual([expect.stringContaining('kam per SMS nicht an')]);
    const ring = await anna.rings();
    const message = texting.messages.find(
      ({ to, body }) => to === erika.number && body.includes('neu starten'),
    );
    if (message) await texting.deliver(message);
    await hotline.settle();
    expect(await hotline.ticket('4711')).toMatchObject({
      status: 'answered',
      answeredAt: new Date().toISOString(),
      answerSentAt: null,
    });
    expect(ring.status).toBe('canceled');
    silence(hotline);
  });

  test('that the portal has shown counts at once', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    await criticalCase(erika);
    erika.refuseSms(30006);
    const body = { by: 'ben', text: 'Siehe Anleitung', delivered: true };
    expect(await hotline.api('/tickets/4711/answer', body)).toMatchObject({ status: 'answered' });
    expect(await answers(hotline)).toMatchObject([{ detail: { reached: 'portal' } }]);
    erika.undelivered();
    // what no SMS tells her is spoken
    while (!(await erika.isQuiet())) await erika.rings();
    silence(hotline);
  });
});

describe('facts are asked for', () => {
  test('the question reaches the customer, her answer the engineer', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await untalked(hotline);
    const question = { by: 'anna', how: 'facts-requested', text: 'Welche Version läuft bei Ihnen?' };
    await hotline.api('/tickets/4711/answer', question);
    expect(erika.newSms()).toEqual([
      'Ticket 4711, Anna Weber fragt: Welche Version läuft bei Ihnen? Bitte hier antworten, zuerst 4711. Passt nicht? N 4711',
    ]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
    for (const body of ['4711 Version 14.2', 'Version 14.2 auf allen Servern']) {
      await erika.sendSms(body);
      expect(anna.newSms()).toEqual([expect.stringContaining(body)]);
    }
    const call = await erika.dial();
    for (const keys of [`${ERIKA_PIN}#`, '3', '4711#']) await call.press(keys);
    expect(call.heard()).toContain('in Klärung: Wir haben Sie um Angaben gebeten.');
    expect(call.heard()).not.toContain('beantwortet');
    await call.hangUp();
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
    // she reads once where it went
    // the facts are no objection, and nothing was answered yet that could be objected to
    expect(erika.newSms()).toEqual([
      expect.stringMatching(/^Danke, Ihre Nachricht ist bei Ticket 4711\..* Eilt es\?/),
    ]);
    silence(hotline);
  });

  test.each(['Ja', '4711 ja'])('%j is what was asked: the engineer reads it', async (body) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await untalked(hotline);
    const question = { by: 'anna', how: 'facts-requested', text: 'Läuft der Dienst noch?' };
    await hotline.api('/tickets/4711/answer', question);
    erika.newSms();
    await erika.sendSms(body);
    expect(anna.newSms()).toEqual([expect.stringContaining(`"${body}"`)]);
    expect(erika.newSms()).toEqual([expect.stringContaining('bei Ticket 4711')]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
    silence(hotline);
  });

  test.each(['4711 nein', 'Nein', '4711 Non, arrêté'])(
    '%j may be what was asked: the engineer reads it, and she how to object',
    async (body) => {
      await using hotline = await openHotline();
      const { erika, anna } = hotline.phones;
      await untalked(hotline);
      const question = { by: 'anna', how: 'facts-requested', text: 'Läuft der Dienst noch?' };
      await hotline.api('/tickets/4711/answer', question);
      erika.newSms();
      await erika.sendSms(body);
      expect(anna.newSms()).toEqual([expect.stringContaining(`"${body}"`)]);
      expect(erika.newSms()).toEqual([expect.stringContaining('nur N 4711')]);
      expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
      await erika.sendSms('N 4711');
      expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
      silence(hotline);
    },
  );

  test('by key: she reads that facts are needed', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    const { engineer, customer } = await inTalk(hotline);
    await customer.hangUp();
    erika.newSms();
    await engineer.press('2');
    expect(erika.newSms()).toEqual([
      expect.stringMatching(/Anna Weber braucht noch Angaben, wie besprochen/),
    ]);
    await engineer.hangUp();
    silence(hotline);
  });
});

describe('a talk without an outcome', () => {
  async function talked(hotline: Hotline): Promise<void> {
    const { erika, anna } = hotline.phones;
    const { engineer } = await inTalk(hotline);
    await engineer.hangUp();
    for (const phone of [erika, anna]) phone.newSms();
  }

  test.each([
    ['1', 'answered'],
    ['2', 'answered'],
    ['3', 'acknowledged'],
  ])('is asked about once more, by phone: %s', async (key, status) => {
    await using hotline = await openHotline();
    const { anna } = hotline.phones;
    await talked(hotline);
    await hotline.pass({ minutes: 1 });
    const asked = await (await anna.rings()).answer();
    expect(asked.state).toBe('outcome');
    expect(asked.heard()).toMatch(/Ticket 4 7 1 1.*Wie ist es ausgegangen/);
    await asked.press(key);
    expect(await hotline.ticket('4711')).toMatchObject({ status });
    if (!asked.over) await asked.hangUp();
    silence(hotline);
  });

  test('and she does not say: she is not connected again, and the ticket goes to others', async () => {
    await using hotline = await openHotline();
    const { anna, ben, erika } = hotline.phones;
    await talked(hotline);
    await hotline.pass({ minutes: 1 });
    await (await anna.rings()).decline();
    await hotline.pass({ minutes: 15 });
    expect(await anna.isQuiet()).toBe(true);
    expect(await erika.isQuiet()).toBe(true);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open', acknowledgedBy: null });
    expect(ben.newSms().concat(hotline.phones.carla.newSms())).not.toEqual([]);
    await hotline.line.idle();
    silence(hotline);
    for (const phone of Object.values(hotline.phones)) while (!(await phone.isQuiet())) await phone.rings();
  });

  test('whoever writes it meanwhile is not rung up', async () => {
    await using hotline = await openHotline();
    const { anna } = hotline.phones;
    await talked(hotline);
    await anna.sendSms(`D 4711 ${anna.code()} Neustart hilft`);
    await hotline.pass({ minutes: 5 });
    expect(await anna.isQuiet()).toBe(true);
    expect(await answers(hotline)).toMatchObject([{ detail: { reached: 'joined call' } }]);
    silence(hotline);
  });

  test('on a page: who has talked by themselves says so by key', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await criticalCase(erika);
    await hotline.pass({ minutes: 3 });
    const page = await (await anna.rings()).answer();
    expect(page.heard()).toContain('Schon gesprochen, 4.');
    erika.newSms();
    await page.press('4');
    expect(page.state).toBe('outcome');
    await page.press('1');
    expect(await answers(hotline)).toMatchObject([{ actor: 'anna', detail: { reached: 'own call' } }]);
    expect(erika.newSms()).toEqual([expect.stringContaining('Nicht gelöst? Antworten Sie N 4711')]);
    await page.hangUp();
    silence(hotline);
  });
});
