import { describe, expect, test } from 'vitest';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN } from '../support/stories.ts';

/** Erika's false positive is released: she was asked whether it helps. */
async function released(hotline: Hotline): Promise<void> {
  const { erika, anna } = hotline.phones;
  const call = await erika.dial();
  for (const keys of [`${ERIKA_PIN}#`, '2', '2', '1', '2', '2', '1']) await call.press(keys);
  await call.hangUp();
  await hotline.api('/tickets/4711/answer', { by: 'anna', text: 'Fehlalarm' });
  await hotline.api('/tickets/4711/progress', { by: 'anna', stage: 'released', version: '24.11.7' });
  erika.newSms();
  anna.newSms();
}

/** What Erika wrote that stands on the timeline. */
async function remarks(hotline: Hotline): Promise<unknown[]> {
  const { timeline } = await hotline.ticket('4711');
  return timeline.filter(({ kind }) => kind === 'message').map(({ detail }) => detail.text);
}

describe('asked whether the change helps', () => {
  test.each(['J 4711', 'YES', 'OUI 4711', 'oui, merci', 'ja', 'Y 4711\nGruß, Erika', 'J 4711 alles gut'])(
    '%j is a yes: the ticket is closed',
    async (body) => {
      await using hotline = await openHotline();
      await released(hotline);
      await hotline.phones.erika.sendSms(body);
      expect(await hotline.ticket('4711')).toMatchObject({ status: 'closed' });
      expect(hotline.phones.erika.newSms()).toEqual([expect.stringContaining('geschlossen')]);
      expect(await remarks(hotline)).toEqual(body.includes('alles') ? ['alles gut'] : []);
    },
  );

  test.each([
    ['N 4711', []],
    ['NON', []],
    ['non merci', []],
    ['N 4711 es klemmt immer noch', ['es klemmt immer noch']],
    ['Nein 4711, Absturz um 10:30', ['Absturz um 10:30']],
  ])('%j is a no: the ticket is open again, and what was added is kept', async (body, kept) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await released(hotline);
    await erika.sendSms(body);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    expect(await remarks(hotline)).toEqual(kept);
    for (const phone of [erika, anna]) expect(phone.newSms()).toHaveLength(1);
  });

  test.each([
    'Ja, aber es klemmt noch',
    'J 4711 aber es klemmt noch',
    'Ja?',
    'No idea what you mean',
    'Nein, es klemmt immer noch',
    'yes 4711 or no',
    'J 4711 4712',
  ])('%j is no answer: it stands on the ticket, and she is asked again', async (body) => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    await released(hotline);
    await erika.sendSms(body);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
    expect(await remarks(hotline)).toEqual([body]);
    expect(erika.newSms()).toEqual([expect.stringMatching(/J 4711 oder N 4711/)]);
  });

  test.each(['STOP', 'START', 'UNSTOP'])('%j is the carrier’s, and nothing of it is kept', async (body) => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    await released(hotline);
    await erika.sendSms(body);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'answered' });
    expect(await remarks(hotline)).toEqual([]);
    erika.sms();
  });

  test('what is no answer at all stands on the ticket without a word back', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    await released(hotline);
    await erika.sendSms('Ich bin bis Freitag im Urlaub');
    expect(await remarks(hotline)).toEqual(['Ich bin bis Freitag im Urlaub']);
    expect(erika.newSms()).toEqual([]);
  });
});

describe('a call broke off, and the ticket may be taken back', () => {
  async function brokenOff(hotline: Hotline): Promise<void> {
    const call = await hotline.phones.erika.dial();
    await call.press(`${ERIKA_PIN}#`);
    await call.hangUp();
    for (const phone of [hotline.phones.erika, hotline.phones.anna]) phone.newSms();
  }

  test.each(['NON 4711', 'nein danke', 'N 4711 hat sich geklärt'])('%j takes it back', async (body) => {
    await using hotline = await openHotline();
    await brokenOff(hotline);
    await hotline.phones.erika.sendSms(body);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'closed' });
    // and reads it: their number may have been forged
    expect(hotline.phones.erika.newSms()).toEqual([expect.stringContaining('4711 ist geschlossen')]);
  });

  test.each([
    'Nein, bitte rufen Sie an',
    'NEIN 4711 das stimmt nicht, bitte rufen Sie an',
    'N 4711 es geht noch immer nicht',
    'No 4711 is not solved',
    'nein?',
  ])('%j drops no promise: she is told how to', async (body) => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await brokenOff(hotline);
    await erika.sendSms(body);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    expect(await remarks(hotline)).toEqual([body]);
    expect(anna.newSms()).toEqual([expect.stringContaining(body)]);
    expect(erika.newSms()).toEqual([expect.stringMatching(/4711 bleibt offen.*nur NEIN 4711/)]);
  });

  test('a yes keeps it, and needs no answer', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    await brokenOff(hotline);
    await erika.sendSms('Ja, bitte');
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    expect(erika.newSms()).toEqual([]);
  });

  test('two of them: a bare no is asked which', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    await brokenOff(hotline);
    const call = await erika.dial();
    await call.press(`${ERIKA_PIN}#`);
    if (call.state === 'open-case') await call.press('2');
    await call.press('1');
    await call.hangUp();
    erika.newSms();
    await erika.sendSms('Nein');
    expect((await hotline.tickets()).map(({ status }) => status)).toEqual(['open', 'open']);
    expect(erika.newSms()).toEqual([expect.stringMatching(/Welches Ticket.*4712, 4711/)]);
    hotline.phones.anna.sms();
  });
});
