import { describe, expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

const PICTURE = 'image/jpeg';
const CARD = 'text/vcard';
const NOT_HERE = expect.stringContaining('Bilder kommen hier leider nicht an');
const NOT_SENT = expect.stringContaining('gehen auch nicht an den Kunden');

/** Erika's critical ticket; nobody has unread texts. */
async function criticalTicket(hotline: Hotline): Promise<void> {
  await criticalCase(hotline.phones.erika);
  for (const phone of Object.values(hotline.phones)) phone.sms();
}

describe('a customer sends', () => {
  test.each([
    ['a picture', [PICTURE]],
    ['ten pictures', Array<string>(10).fill(PICTURE)],
    ['a visiting card', [CARD]],
  ])(
    '%s and no word: they read that it does not arrive, and no engineer of nothing',
    async (_what, media) => {
      await using hotline = await openHotline();
      const { erika, anna } = hotline.phones;
      await criticalTicket(hotline);
      await erika.sendSms('', media);
      expect(erika.newSms()).toEqual([NOT_HERE]);
      expect(anna.newSms()).toEqual([]);
      await lookAway(hotline);
    },
  );

  test('a picture with a sentence: the engineer reads the sentence, and they read that it came alone', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await criticalTicket(hotline);
    await erika.sendSms('Der Server meldet Fehler 17', [PICTURE]);
    expect(anna.newSms()).toEqual([expect.stringContaining('Fehler 17')]);
    expect(erika.newSms().toSorted()).toEqual([NOT_HERE, expect.stringContaining('bei Ticket 4711')]);
    await lookAway(hotline);
  });

  test('pictures about an answered ticket: they read how to object, and an objection counts', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await criticalTicket(hotline);
    await anna.sendSms(`D 4711 ${anna.code()} Bitte den Dienst neu starten`);
    erika.sms();
    await erika.sendSms('So sieht es immer noch aus', [PICTURE]);
    expect(erika.newSms().toSorted()).toEqual([NOT_HERE, expect.stringContaining('Antworten Sie N 4711')]);
    await hotline.pass({ minutes: 11 });
    await erika.sendSms('N', [PICTURE]);
    expect(erika.newSms().toSorted()).toEqual([NOT_HERE, expect.stringContaining('ist wieder offen')]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    await lookAway(hotline);
  });

  test('a picture with the word that opts out: they read nothing of ours', async () => {
    await using hotline = await openHotline();
    const { erika } = hotline.phones;
    await criticalTicket(hotline);
    await erika.sendSms('STOP', [PICTURE]);
    expect(erika.newSms()).toEqual([expect.stringContaining('successfully been unsubscribed')]);
    await lookAway(hotline);
  });
});

describe('an engineer sends a picture', () => {
  test('with an answer: it goes out without, and they read so', async () => {
    await using hotline = await openHotline();
    const { erika, anna } = hotline.phones;
    await criticalTicket(hotline);
    await anna.sendSms(`D 4711 ${anna.code()} Bitte so einstellen wie im Bild`, [PICTURE]);
    expect(anna.newSms().toSorted()).toEqual([NOT_SENT, expect.stringContaining('unterwegs zum Kunden')]);
    expect(erika.newSms()).toEqual([expect.stringContaining('wie im Bild')]);
    await lookAway(hotline);
  });

  test('with an order: it is obeyed', async () => {
    await using hotline = await openHotline();
    const { anna } = hotline.phones;
    await criticalTicket(hotline);
    await anna.sendSms('A 4711', [PICTURE]);
    expect(anna.newSms().toSorted()).toEqual([NOT_SENT, expect.stringContaining('gehört Ihnen')]);
    expect(await hotline.ticket('4711')).toMatchObject({ acknowledgedBy: 'anna' });
    await lookAway(hotline);
  });

  test('alone: nothing changes, and they read why', async () => {
    await using hotline = await openHotline();
    const { anna } = hotline.phones;
    await criticalTicket(hotline);
    await anna.sendSms('', [PICTURE]);
    expect(anna.newSms()).toEqual([NOT_SENT]);
    expect(await hotline.ticket('4711')).toMatchObject({ status: 'open' });
    await lookAway(hotline);
  });
});

test('a stranger’s picture is answered by nobody', async () => {
  await using hotline = await openHotline();
  const stranger = hotline.line.phone('+4915228817399');
  await stranger.sendSms('', [PICTURE]);
  await stranger.sendSms('Hallo', [PICTURE]);
  expect(stranger.newSms()).toEqual([]);
});
