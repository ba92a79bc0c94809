import { expect, test } from 'vitest';
import { lookAway } from '../support/caller-ways.ts';
import { openConsole } from '../support/console.ts';
import { type Hotline, openHotline } from '../support/hotline.ts';
import { ERIKA_PIN, GRACE_PIN, openCase } from '../support/stories.ts';

const ERIKA = '+493023125101';

/** Grace, of another customer, is reached on Erika's number as well: one assistant answers for both. */
const shared = {
  directory: (usual: string) =>
    usual.replace('phones: ["+493023125201"]', `phones: ["+493023125201", "${ERIKA}"]`),
};

/** A ticket of each customer, from the number that both have. */
async function aTicketOfEach({ phones }: Hotline): Promise<void> {
  for (const pin of [ERIKA_PIN, GRACE_PIN]) {
    const call = await openCase(phones.erika, { pin, severity: 3 });
    await call.hangUp();
  }
  phones.erika.newSms();
}

const messagesOn = async (hotline: Hotline, ticket: string) =>
  (await hotline.ticket(ticket)).timeline
    .filter(({ kind }) => kind === 'message')
    .map(({ detail }) => detail.text);

test('which ticket a text is about is asked across all customers of a number, and the words go where they are told to', async () => {
  await using hotline = await openHotline(shared);
  const { erika } = hotline.phones;
  await aTicketOfEach(hotline);
  const customers = (await hotline.tickets()).map(({ customer }) => customer?.number);
  expect(new Set(customers).size).toBe(2);

  await erika.sendSms('Die Umlaute sind auch kaputt.');
  const [asked = ''] = erika.newSms();
  for (const number of ['4711', '4712']) expect(asked).toContain(number);
  expect(await messagesOn(hotline, '4711')).toEqual([]);
  expect(await messagesOn(hotline, '4712')).toEqual([]);

  await erika.sendSms('4712');
  expect(erika.newSms()).toEqual([expect.stringContaining('4712')]);
  expect(await messagesOn(hotline, '4712')).toEqual(['Die Umlaute sind auch kaputt.']);
  expect(await messagesOn(hotline, '4711')).toEqual([]);
  await lookAway(hotline);
});

test('the only open ticket is meant, whichever of the customers has it, and is told by its number', async () => {
  await using hotline = await openHotline(shared);
  const { erika } = hotline.phones;
  const call = await openCase(erika, { pin: GRACE_PIN, severity: 3 });
  await call.hangUp();
  erika.newSms();
  await erika.sendSms('Es eilt nun doch.');
  expect(erika.newSms()).toEqual([expect.stringContaining('4711')]);
  expect(await messagesOn(hotline, '4711')).toEqual(['Es eilt nun doch.']);
  await lookAway(hotline);
});

test('without a ticket the supervisors see everybody whose number it is, and nobody is named alone', async () => {
  await using office = await openConsole(shared);
  const { erika, supervisor } = office.hotline.phones;
  await erika.sendSms('Bitte rufen Sie mich an.');
  erika.newSms();
  const [told = ''] = supervisor.newSms();
  for (const name of ['Erika', 'Grace']) expect(told).toContain(name);
  const board = (await (await office.as('supervisor')).get('/')).text;
  for (const name of ['Erika Beispiel / Grace', 'Musterwerk']) expect(board).toContain(name);
  const [kept] = await office.hotline.database.query(
    'select contact_id from messages where kept is not null',
  );
  expect(kept).toEqual({ contact_id: null });
  await lookAway(office.hotline);
});

test('a number named in the text that is another company’s is none of theirs', async () => {
  await using hotline = await openHotline(shared);
  const { erika, petra } = hotline.phones;
  const call = await openCase(petra, { pin: '904417', severity: 3 });
  await call.hangUp();
  await erika.sendSms('Zu 4711: bitte schließen');
  erika.newSms();
  expect(await messagesOn(hotline, '4711')).toEqual([]);
  await lookAway(hotline);
});
