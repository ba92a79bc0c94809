import { expect, test } from 'vitest';
import { addNote } from '../../src/domain/ticket-operations/add-note.ts';
import { openHotline } from '../support/hotline.ts';
import { criticalCase } from '../support/stories.ts';

test('how an ordinary ticket goes on is told to its contact, by SMS and by the API, and the clock runs on', async () => {
  await using hotline = await openHotline();
  const { erika, anna, ben } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A 4711');
  await anna.sendSms(`F 4711 ${anna.code()} Das Protokoll ist da, die Analyse läuft.`);
  expect(erika.newSms()).toEqual(['Ticket 4711, zum Stand: Das Protokoll ist da, die Analyse läuft.']);
  expect(anna.newSms().at(-1)).toContain('Notiert');
  await hotline.api('/tickets/4711/progress', { by: 'Portal', text: 'Ein Spezialist kommt dazu.' });
  expect(erika.newSms()).toEqual(['Ticket 4711, zum Stand: Ein Spezialist kommt dazu.']);
  const ticket = await hotline.ticket('4711');
  expect(ticket).toMatchObject({ status: 'acknowledged', answeredAt: null });
  expect(ticket.timeline.filter(({ kind }) => kind === 'progress')).toMatchObject([
    { actor: 'anna', detail: { text: 'Das Protokoll ist da, die Analyse läuft.' } },
    { actor: 'Portal', detail: { text: 'Ein Spezialist kommt dazu.' } },
  ]);
  await anna.sendSms(`F 4711 ${anna.code()}`);
  expect(anna.newSms()).toEqual([expect.stringContaining('Wie geht es weiter?')]);
  await hotline.api('/tickets/4711/close', { by: 'Portal', text: 'erledigt' });
  await anna.sendSms(`F 4711 ${anna.code()} zu spät`);
  expect(anna.newSms()).toEqual([expect.stringContaining('geschlossen')]);
  // of the end, and nothing of what came too late
  expect(erika.newSms()).toEqual([expect.stringContaining('Wir haben Ticket 4711 geschlossen.')]);
  ben.sms();
});

test('the same words of the same author twice are told once, and after a while again', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('A 4711');
  const say = (by: string) => hotline.api('/tickets/4711/progress', { by, text: 'Die Analyse läuft.' });
  for (const by of ['Portal', 'Portal', 'anna']) await say(by);
  await anna.sendSms(`F 4711 ${anna.code()} Die Analyse läuft.`);
  expect(anna.newSms().at(-1)).toContain('Notiert');
  expect(erika.newSms()).toHaveLength(2);
  expect((await hotline.ticket('4711')).timeline.filter(({ kind }) => kind === 'progress')).toHaveLength(2);
  await hotline.database.query(
    "update ticket_events set at = at - interval '11 minutes' where kind = 'progress'",
  );
  await say('anna');
  expect(erika.newSms()).toEqual(['Ticket 4711, zum Stand: Die Analyse läuft.']);
});

test('what has not come yet is progress, too, and so is a question', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  for (const text of [
    'Wir warten noch auf den Hersteller, etwa 20 Minuten 🙂',
    'Hat der Neustart geholfen?',
  ]) {
    await anna.sendSms(`F 4711 ${anna.code()} ${text}`);
    expect(erika.newSms()).toEqual([`Ticket 4711, zum Stand: ${text}`]);
  }
  anna.sms();
});

test('without the code the engineer is rung up first, and only their key sends it', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  await anna.sendSms('F 4711 Die Analyse läuft');
  expect(erika.newSms()).toEqual([]);
  const asked = await (await anna.rings()).answer();
  expect(asked.heard()).toContain('sei in Arbeit, mit diesen Worten. Die Analyse läuft');
  await asked.press('1');
  expect(erika.newSms()).toEqual(['Ticket 4711, zum Stand: Die Analyse läuft']);
  anna.sms();
});

test('a note tells nobody, so its very words are told a moment later, once', async () => {
  await using hotline = await openHotline();
  const { erika, anna } = hotline.phones;
  await criticalCase(erika);
  const text = 'Das Protokoll ist da.';
  await hotline.database.transaction((tx) =>
    addNote(tx, { ticketNumber: '4711', by: 'Portal', text }, new Date()),
  );
  anna.sms();
  erika.newSms();
  const say = () => hotline.api('/tickets/4711/progress', { by: 'Portal', text });
  await say();
  expect(erika.newSms()).toEqual([`Ticket 4711, zum Stand: ${text}`]);
  await say();
  expect(erika.newSms()).toEqual([]);
  const noted = (await hotline.ticket('4711')).timeline.filter(({ kind }) => kind === 'progress');
  expect(noted.map(({ detail }) => detail)).toEqual([{ text }, { text, told: true }]);
});
