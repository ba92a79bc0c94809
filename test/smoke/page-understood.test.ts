import { expect, test } from 'vitest';
import { unwantRecordings } from '../../src/domain/recordings/recording-store.ts';
import { lookAway } from '../support/caller-ways.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { criticalCase, describedCase, ERIKA_PIN, openCase } from '../support/stories.ts';

const saidOn = async (hotline: Hotline, words: string) => {
  await hotline.database.query('update tickets set transcript = $1', [words]);
};

test('the next page says what it is about in the caller’s words, and who was tried', async () => {
  await using hotline = await openHotline();
  const { anna, ben } = hotline.phones;
  await describedCase(hotline);
  await saidOn(hotline, 'Der Lizenzserver startet nicht,\nalles steht. ');
  await hotline.pass({ minutes: 3 });
  const call = await (await anna.rings()).answer();
  expect(call.heard()).toContain(
    'Priority-Hotline, kritisch: Musterwerk AG. Ticket 4 7 1 1. Noch 27 Minuten.',
  );
  expect(call.heard()).toContain('Anliegen: Der Lizenzserver startet nicht, alles steht. Übernehmen und');
  expect(call.heard()).not.toContain('Schon versucht');
  await call.press('3');
  const [page] = ben.newSms();
  expect(page).toContain(
    'CRITICAL ticket 4711 Musterwerk AG, 27 min left: "Der Lizenzserver startet nicht, alles steht."',
  );
  expect(page).toContain('Tried: Anna Weber.');
  // Ben's voice is English, and the words are not
  const ring = await (await ben.rings()).answer();
  expect(ring.heard()).toContain(
    'Priority hotline, critical: Musterwerk AG. Ticket 4 7 1 1, round 2. 27 minutes left.',
  );
  expect(ring.heard()).toContain('Already tried: Anna Weber. Acknowledge');
  expect(ring.heard()).not.toContain('Lizenzserver');
  await ring.press('2');
});

test('nobody has written down yet what was recorded: the page says that there is a recording', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  await describedCase(hotline, 24);
  await hotline.pass({ minutes: 3 });
  const call = await (await anna.rings()).answer();
  expect(call.heard()).toContain('Es gibt eine Aufnahme von 24 Sekunden. Übernehmen');
  await call.press('2');
});

test('a request in writing is told in its own words, cut to one part', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  await hotline.api('/tickets', {
    channel: 'portal',
    customer: '100234',
    contact: 'Erika Beispiel',
    severity: 2,
    kind: 'problem',
    description:
      'Seit dem Update von gestern Abend findet die Konsole keine Agenten mehr, auf keinem Rechner.',
  });
  const [page = ''] = anna.newSms();
  expect(page).toMatch(/^HOCH Ticket 4711 Musterwerk AG, bis Mo 23\.11\. 14:00: "Seit dem [^"]+\.\.\." http/);
  expect(page.length).toBeLessThanOrEqual(160);
  await anna.sendSms('A 4711');
  anna.newSms();
});

test('words end in the middle of no word when they are spoken, and nothing in them is taken for a mark', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  await describedCase(hotline);
  await saidOn(hotline, `<break time="9s"/> ${'Unglaublich wichtig & eilig, '.repeat(20)}`);
  await hotline.pass({ minutes: 3 });
  const call = await (await anna.rings()).answer();
  expect(call.heard()).toMatch(
    /Anliegen: <break time="9s"\/> (Unglaublich wichtig & eilig, )+\S.{0,30}\. Übernehmen/,
  );
  await call.press('2');
});

test('nobody is told that they themselves were tried', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  await hotline.pass({ minutes: 11 });
  expect(ben.newSms()).toEqual([expect.stringContaining('Tried: Anna Weber.')]);
  await hotline.pass({ minutes: 6 });
  const again = anna.newSms().at(-1);
  expect(again).toContain('Runde 2');
  expect(again).toContain('Versucht: Ben Hartmann.');
  await anna.sendSms('A 4711');
  await lookAway(hotline);
});

test('a page that is not critical takes one part, with its link', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  const call = await openCase(erika, { pin: ERIKA_PIN, severity: 2 });
  await call.hangUp();
  const [page = ''] = anna.newSms();
  expect(page.length).toBeLessThanOrEqual(160);
  expect(page).toMatch(/ http:\/\/127\.0\.0\.1:\d+\/p\/[A-Za-z\d]{12} A 4711 .* Antwort$/);
});

test('what an engineer was told of a recording goes with the recording', async () => {
  await using hotline = await openHotline();
  const { anna } = hotline.phones;
  const recording = await describedCase(hotline);
  await saidOn(hotline, 'Der Lizenzserver startet nicht');
  await hotline.pass({ minutes: 3 });
  const call = await (await anna.rings()).answer();
  await call.press('2');
  const kept = async () =>
    JSON.stringify(await hotline.database.query('select visit from calls where engineer is not null'));
  expect(await kept()).toContain('Lizenzserver');
  await hotline.database.transaction((tx) => unwantRecordings(tx, [recording], new Date()));
  expect(await kept()).not.toContain('Lizenzserver');
  await lookAway(hotline);
});

test.each([
  ['anna', 'ben', 'front', 'Schon versucht: Ben Hartmann, Carla Moreno und eine weitere Person. Übernehmen'],
  ['ben', 'anna', 'back', 'Already tried: Anna Weber, Carla Moreno and one more. Acknowledge'],
] as const)(
  'the voice that rings %s says in words that more than two were tried',
  async (engineer, first, schedule, said) => {
    await using hotline = await openHotline({
      directory: (usual) =>
        usual
          .replace(
            'page: [schedule:front], by: [sms] }',
            `page: [engineer:${first}, engineer:carla, engineer:tessa], by: [sms] }`,
          )
          .replace('page: [schedule:front], by: [call] }', `page: [schedule:${schedule}], by: [call] }`),
    });
    await describedCase(hotline);
    await hotline.pass({ minutes: 3 });
    const call = await (await hotline.phones[engineer].rings()).answer();
    expect(call.heard()).toContain(said);
    await call.press('2');
    await lookAway(hotline);
  },
);
